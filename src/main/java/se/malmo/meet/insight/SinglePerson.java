package se.malmo.meet.insight;

import java.util.List;

/**
 * Something about which the city meets others through one of its ambassadors alone; for those who coordinate, never public.
 *
 * <p>It is told apart from the gaps: an ambassador is by design the door to a förvaltning, so chance is no measure of whether it should be so, and what closes it is
 * a second ambassador, not a team.
 *
 * @param person id of the ambassador
 * @param forvaltning whose ambassador it is
 * @param score -log10 of the chance, as for a {@link Gap.SingleCarrier}
 * @param evidence the joint initiatives about it, newest first
 */
record SinglePerson(String theme, String person, String forvaltning, double score, List<Snapshot.Initiative> evidence) {}
