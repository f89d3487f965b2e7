package se.malmo.meet.matching;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.language.Language;

/** Texts of earlier initiatives as they were read, the latest asked for kept: the same few come up again and again while somebody types. */
final class EarlierTexts {
  private static final int MOST_KEPT = 500;

  private final Profiles profiles;
  private final Map<String, Profile> kept = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Profile> eldest) {
      return size() > MOST_KEPT;
    }
  };

  EarlierTexts(Profiles profiles) {
    this.profiles = profiles;
  }

  Profile get(String text, Optional<Language> language) {
    synchronized (kept) {
      Profile known = kept.get(text);
      if (known != null) return known;
    }
    Profile read = profiles.of(text, language);
    synchronized (kept) {
      kept.put(text, read);
    }
    return read;
  }
}
