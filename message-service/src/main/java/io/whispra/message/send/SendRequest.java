package io.whispra.message.send;

import java.util.List;

import io.whispra.message.entry.EntryData.MessageType;
import org.jspecify.annotations.Nullable;

/** A message as a client asks for it. Nothing is checked yet; all may be absent. */
record SendRequest(@Nullable String clientId, @Nullable MessageType type, @Nullable String content,
        @Nullable List<@Nullable String> attachmentIds, @Nullable Long replyTo,
        @Nullable List<@Nullable String> mentions) {}
