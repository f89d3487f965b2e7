package se.malmo.meet.organisation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Checks;

/**
 * Swedish organisation numbers (organisationsnummer): ten digits, the third at least 2 so that none is a day of birth, the last a check digit by the Luhn
 * algorithm (ISO/IEC 7812-1, annex B). A sole trader's number is a personal identity number, and is not taken.
 */
public final class OrganisationNumber {
  private static final Pattern FORM = Pattern.compile("(?:16)?(\\d{6})[- ]?(\\d{4})");
  /** A personal identity number may have its century before it. */
  private static final Pattern PERSON = Pattern.compile("(?:19|20)?\\d{2}[01]\\d\\d{2}[-+ ]?\\d{4}");

  private OrganisationNumber() {}

  /** Reads one as "NNNNNN-NNNN"; notes what is wrong with it. */
  public static Optional<String> read(Checks checks, String field, String given) {
    String text = given.strip();
    if (isPerson(text)) {
      checks.fault(field, "problem.number.person");
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches() || form.group(1).charAt(2) < '2') {
      checks.fault(field, "problem.number");
      return Optional.empty();
    }
    if (!isSound(form.group(1) + form.group(2))) {
      checks.fault(field, "problem.number.check");
      return Optional.empty();
    }
    return Optional.of(form.group(1) + "-" + form.group(2));
  }

  /** Whether it is written as a personal identity number is. */
  static boolean isPerson(String given) {
    return PERSON.matcher(given.strip()).matches();
  }

  private static boolean isSound(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 == 0 ? 1 : 2);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
  }
}
