package se.malmo.meet.convening;

/** An idea that has just been captured, with the address of its draft and the last day on which it opens. */
public record CapturedView(int number, String path, String address, String until) {}
