package se.malmo.meet.casework;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.MultiMap;

/** What a program wants to do to a case, field by field as the page's form has it. */
record ActFields(@JsonProperty("do") String what, String forvaltning, String account, String from, String to, String until, String reason, String template, String onward,
    Boolean achieved, String outcome, String lesson) {

  /** The same as the form would send it, to be read by the same rules. */
  MultiMap form() {
    MultiMap form = MultiMap.caseInsensitiveMultiMap();
    put(form, "forvaltning", forvaltning);
    put(form, "account", account);
    put(form, "from", from);
    put(form, "to", to);
    put(form, "until", until);
    put(form, "reason", reason);
    put(form, "template", template);
    put(form, "onward", onward);
    put(form, "achieved", achieved == null ? null : achieved ? "yes" : "no");
    put(form, "outcome", outcome);
    put(form, "lesson", lesson);
    return form;
  }

  private static void put(MultiMap form, String name, String value) {
    if (value != null) form.set(name, value);
  }
}
