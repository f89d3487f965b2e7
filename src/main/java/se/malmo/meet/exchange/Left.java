package se.malmo.meet.exchange;

import java.util.Optional;

/**
 * Something that was left as it is when an import was taken back.
 *
 * @param reference of a case
 */
public record Left(String subject, String name, Optional<String> reference) {}
