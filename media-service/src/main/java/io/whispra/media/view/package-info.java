/** What people see of attachments: those that they may see, and links to their contents. */
@NullMarked
package io.whispra.media.view;

import org.jspecify.annotations.NullMarked;
