package se.malmo.meet.alliance;

import java.time.LocalDate;
import java.util.Set;

/**
 * Something done together: a published initiative.
 *
 * @param members those who took part, organisations and förvaltningar by id
 */
public record Activity(String id, String reference, String title, LocalDate day, Set<String> members) {}
