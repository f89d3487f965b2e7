package se.malmo.meet.matching;

import java.util.function.Supplier;
import se.malmo.meet.matching.Relations.Decision;

/** How a text stands to an earlier initiative: decided once, when somebody asks. */
public final class Standing {
  private final Supplier<Decision> deciding;
  private volatile Decision decided;

  Standing(Supplier<Decision> deciding) {
    this.deciding = deciding;
  }

  Decision decision() {
    if (decided == null) decided = deciding.get();
    return decided;
  }
}
