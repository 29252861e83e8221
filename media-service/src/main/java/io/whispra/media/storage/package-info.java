/** The bytes of attachments: one object each in an S3-compatible store, written in bounded memory, read through links. */
@NullMarked
package io.whispra.media.storage;

import org.jspecify.annotations.NullMarked;
