package se.malmo.meet.web;

/**
 * A text ready to be posted elsewhere by a person; nothing is sent and nobody is followed.
 *
 * @param address the whole address of the page
 * @param picture what the picture of the page shows, for those who do not see it
 */
public record Share(String text, String address, String picture) {}
