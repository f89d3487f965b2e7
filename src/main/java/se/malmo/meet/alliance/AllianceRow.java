package se.malmo.meet.alliance;

import java.time.LocalDate;
import java.util.List;

/**
 * An alliance as a source gives it.
 *
 * @param id its id in that source
 * @param theme competences, by id
 * @param members organisations by their id in the same source, förvaltningar by slug
 * @param since the day that these members began
 */
public record AllianceRow(String id, String name, String nameEn, String description, List<String> theme, List<String> members, LocalDate since) {}
