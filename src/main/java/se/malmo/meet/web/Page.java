package se.malmo.meet.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Sweden;

/**
 * What the layout of every page needs.
 *
 * @param address of this page
 * @param twin its address in the other language, "" for none
 * @param part the menu entry that it belongs to
 * @param demo whether the portal shows the invented city, which every page then says
 * @param head what it tells machines
 * @param visit who looks at it
 */
public record Page(Messages messages, Links links, String title, String description, String address, String twin, Optional<String> part,
    boolean demo, Head head, Visit visit) {
  private static final int LONGEST_SUMMARY = 160;

  /** A text of the page's language. */
  public String text(String key, Object... arguments) {
    return messages.get(key, arguments);
  }

  /** A text with a number, in the singular or the plural. */
  public String count(String key, long number) {
    return messages.count(key, number);
  }

  public String language() {
    return messages.language();
  }

  public Page in(String menuEntry) {
    return new Page(messages, links, title, description, address, twin, Optional.of(menuEntry), demo, head, visit);
  }

  /** The same page, which tells what it is about. */
  public Page about(JsonLd data) {
    return new Page(messages, links, title, description, address, twin, part, demo, head.about(data), visit);
  }

  /** The same page, which search engines know by another path. */
  public Page canonicalAt(String path) {
    return new Page(messages, links, title, description, address, twin, part, demo, head.canonicalAt(path), visit);
  }

  /** The same without a word of its address, where that may be a secret of somebody's: not to be found by robots, and in one language. */
  public Page unaddressed() {
    return new Page(messages, links, title, description, "", "", part, demo, Head.NONE, visit);
  }

  /** The same page, which search engines leave alone: a form, or something for those who build. */
  public Page unlisted() {
    return new Page(messages, links, title, description, address, twin, part, demo, Head.NONE, visit);
  }

  /** The same page with something to subscribe to. */
  public Page followedBy(String feedTitle, String feedPath) {
    return new Page(messages, links, title, description, address, twin, part, demo, head.with(new Head.Feed(feedTitle, feedPath)), visit);
  }

  /** The description as far as a search engine shows it. */
  public String summary() {
    String line = description.strip().replaceAll("\\s+", " ");
    if (line.length() <= LONGEST_SUMMARY) return line;
    int space = line.lastIndexOf(' ', LONGEST_SUMMARY);
    int end = space < LONGEST_SUMMARY / 2 ? LONGEST_SUMMARY : space;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + " …";
  }

  /** A path of ours as a whole address. */
  public String absolute(String path) {
    return head.origin() + path;
  }

  /** The year of a date, without the marks that separate thousands. */
  public String year(int year) {
    return String.valueOf(year);
  }

  public boolean isIn(String menuEntry) {
    return part.filter(menuEntry::equals).isPresent();
  }

  /** "24 november 2026". */
  public String date(LocalDate date) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", messages.locale()).format(date);
  }

  /** "tisdag 24 november 2026". */
  public String weekday(LocalDate date) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", messages.locale()).format(date);
  }

  /** Day and time in Sweden. */
  public String moment(Instant at) {
    return DateTimeFormatter.ofPattern(messages.get("format.moment"), messages.locale()).format(at.atZone(Sweden.ZONE));
  }

  /** The address of one of our own files, which changes when the file does. */
  public String asset(String name) {
    return Assets.address(name);
  }
}
