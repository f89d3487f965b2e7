package se.malmo.meet.initiative;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a case stands. */
public enum Status {
  RECEIVED,
  ASSESSED,
  ACCEPTED,
  REFERRED,
  DECLINED,
  WORKING_GROUP,
  RUNNING,
  ENDED,
  WITHDRAWN;

  /** Its name in the graph, the API and message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether people have made it public by letting it come so far. */
  public boolean isPublic() {
    return switch (this) {
      case ACCEPTED, WORKING_GROUP, RUNNING, ENDED -> true;
      case RECEIVED, ASSESSED, REFERRED, DECLINED, WITHDRAWN -> false;
    };
  }

  /** Whether somebody else can still join. */
  public boolean isOpen() {
    return switch (this) {
      case ACCEPTED, WORKING_GROUP, RUNNING -> true;
      case RECEIVED, ASSESSED, REFERRED, DECLINED, ENDED, WITHDRAWN -> false;
    };
  }

  public static Optional<Status> of(String code) {
    return Stream.of(values()).filter(status -> status.code().equals(code)).findFirst();
  }
}
