package se.malmo.meet.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses of our pages in one language. */
public final class Links {
  private static final Links SWEDISH = new Links(false);
  private static final Links ENGLISH = new Links(true);

  private final boolean english;

  private Links(boolean english) {
    this.english = english;
  }

  public static Links of(String language) {
    return "en".equals(language) ? ENGLISH : SWEDISH;
  }

  /** A text as it stands in an address. */
  public static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String of(String swedish, String inEnglish) {
    return english ? inEnglish : swedish;
  }

  public String start() {
    return of("/", "/en/");
  }

  /** Shows the suggestions for a text. */
  public String suggestions() {
    return of("/forslag", "/en/suggestions");
  }

  /** Competences by the beginning of their names. */
  public String words() {
    return of("/forslag/ord", "/en/suggestions/words");
  }

  /** Organisations and förvaltningar by name. */
  public String names() {
    return of("/forslag/namn", "/en/suggestions/names");
  }

  /** Asks who the sender is. */
  public String sender() {
    return of("/initiativ/avsandare", "/en/initiatives/sender");
  }

  /** Hands an initiative in. */
  public String submit() {
    return of("/initiativ", "/en/initiatives");
  }

  public String initiatives() {
    return of("/initiativ", "/en/initiatives");
  }

  public String initiative(String reference) {
    return of("/initiativ/", "/en/initiatives/") + encoded(reference);
  }

  /** The status page; the secret is the key to it. */
  public String status(String secret) {
    return of("/arende/", "/en/case/") + secret;
  }

  public String organisations() {
    return of("/organisationer", "/en/organisations");
  }

  public String organisation(String id) {
    return of("/organisationer/", "/en/organisations/") + encoded(id);
  }

  public String ambassadors() {
    return of("/ambassadorer", "/en/ambassadors");
  }

  public String vocabulary() {
    return of("/ordlista", "/en/vocabulary");
  }

  /** The vocabulary as far as it says some words. */
  public String vocabulary(String query) {
    return vocabulary() + "?q=" + encoded(query);
  }

  public String forvaltning(String id) {
    return of("/forvaltningar/", "/en/departments/") + encoded(id);
  }
}
