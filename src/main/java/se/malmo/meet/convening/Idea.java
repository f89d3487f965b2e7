package se.malmo.meet.convening;

/**
 * An idea that was captured at a table; its text is a draft of its own, to which only those who have its address find.
 *
 * @param number counts the ideas of the meeting
 * @param table where it came up, 0 for none
 * @param contact the name of the guest who may be asked, "" for nobody or one that is forgotten
 */
public record Idea(int number, int table, String contact) {}
