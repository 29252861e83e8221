package io.whispra.gateway.hub;

/**
 * That a user is in a room, as the message service said in one answer.
 *
 * @param roomId  the room
 * @param fromSeq seq of the `member.added` that began the membership; entries up to it are not delivered
 * @param headSeq seq of the room's last entry when that was true; every later one is delivered
 * @param historyFrom seq of the first entry that the user may see: 1 where all may be seen, else that of a `member.added`
 */
public record Membership(String roomId, long fromSeq, long headSeq, long historyFrom) {}
