package se.malmo.meet.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that texts are read in. */
public enum Language {
  SWEDISH("sv"),
  ENGLISH("en");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** ISO 639-1, lower case. */
  public String code() {
    return code;
  }

  public static Optional<Language> of(String code) {
    return Arrays.stream(values()).filter(language -> language.code.equalsIgnoreCase(code)).findFirst();
  }

  public Locale locale() {
    return Locale.of(code);
  }
}
