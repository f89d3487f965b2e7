package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ranks what a text is about: said often, early, in so many words, and where the writer asks for something. */
final class Keyphrases {

  private static final int MOST = 30;

  private record Scored(List<Candidate> candidates, double score) {}

  private final StopWords swedish;
  private final StopWords english;

  Keyphrases(StopWords swedish, StopWords english) {
    this.swedish = swedish;
    this.english = english;
  }

  List<Keyphrase> of(String text, List<Sentence> sentences) {
    Map<String, List<Candidate>> byLemma = new LinkedHashMap<>();
    Map<String, StopWords> words = new LinkedHashMap<>();
    for (int i = 0; i < sentences.size(); i++) {
      StopWords stopWords = sentences.get(i).language() == Language.SWEDISH ? swedish : english;
      for (Candidate candidate : Candidates.of(sentences.get(i), stopWords, (double) i / sentences.size())) {
        byLemma.computeIfAbsent(candidate.lemma(), lemma -> new ArrayList<>()).add(candidate);
        words.putIfAbsent(candidate.lemma(), stopWords);
      }
    }
    List<Scored> heaviest = byLemma.entrySet().stream()
        .map(same -> new Scored(same.getValue(), score(same.getValue(), words.get(same.getKey()))))
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(MOST)
        .toList();
    double sum = heaviest.stream().mapToDouble(Scored::score).sum();
    return heaviest.stream().map(scored -> keyphrase(text, scored, sum)).toList();
  }

  /** Grows with the logarithm of how often it is said, so that one repeated word does not drown the rest. */
  private static double score(List<Candidate> same, StopWords stopWords) {
    double said = same.stream().mapToDouble(Candidate::emphasis).sum();
    double specificity = same.stream().mapToDouble(candidate -> candidate.specificity(stopWords)).max().orElse(0);
    return specificity * Math.log1p(said);
  }

  private static Keyphrase keyphrase(String text, Scored scored, double sum) {
    Candidate first = scored.candidates.getFirst();
    List<Span> spans = scored.candidates.stream().map(Candidate::span).toList();
    return new Keyphrase(first.span().of(text), first.lemma(), scored.score / sum, spans, first.words());
  }
}
