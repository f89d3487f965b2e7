package se.malmo.meet.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import se.malmo.meet.language.Language;

/**
 * What a city would take instead: a Lucene index with default analyzers and BM25, the query an OR of the text's terms, each boosted by the root of how
 * often the text says it.
 */
public final class LuceneSearch implements AutoCloseable {
  private static final String ID = "id";
  private static final String TEXT = "text";

  private final Analyzer queries;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  /** A text to be found by its id. */
  public record Entry(String id, String text) {}

  /** A found text. */
  public record Hit(String id, double score) {}

  public LuceneSearch(Collection<Entry> entries, Language indexed, Language asked) {
    queries = analyzer(asked);
    // No limit on clauses: a long text has more than 1,024 words.
    IndexSearcher.setMaxClauseCount(Integer.MAX_VALUE);
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try {
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer(indexed)))) {
        for (Entry entry : entries) {
          Document document = new Document();
          document.add(new StringField(ID, entry.id(), Field.Store.YES));
          document.add(new TextField(TEXT, entry.text(), Field.Store.NO));
          writer.addDocument(document);
        }
        writer.forceMerge(1);
      }
      reader = DirectoryReader.open(directory);
      searcher = new IndexSearcher(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Analyzer analyzer(Language language) {
    return language == Language.SWEDISH ? new SwedishAnalyzer() : new EnglishAnalyzer();
  }

  /** The query for a text; apart from the search, so that each can be timed alone. */
  public Query query(String text) {
    Map<String, Integer> terms = new LinkedHashMap<>();
    try (TokenStream tokens = queries.tokenStream(TEXT, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) terms.merge(term.toString(), 1, Integer::sum);
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    terms.forEach((term, times) -> any.add(new BoostQuery(new TermQuery(new Term(TEXT, term)), (float) Math.sqrt(times)), BooleanClause.Occur.SHOULD));
    return any.build();
  }

  /** The best so many, best first, with their names. */
  public List<Hit> search(Query query, int limit) {
    try {
      List<Hit> hits = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(query, limit).scoreDocs) hits.add(new Hit(searcher.storedFields().document(hit.doc).get(ID), hit.score));
      return hits;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each text votes with the square of its score for those who had part in it. */
  public static List<String> voted(List<Hit> hits, Map<String, Set<String>> parts) {
    Map<String, Double> votes = new HashMap<>();
    for (Hit hit : hits) for (String who : parts.getOrDefault(hit.id(), Set.of())) votes.merge(who, hit.score() * hit.score(), Double::sum);
    return ranked(votes);
  }

  /** Two rankings as one: the sum of 1 / (60 + rank) over the first hundred of each (Cormack, Clarke & Büttcher 2009). */
  public static List<String> fused(List<String> one, List<String> other) {
    Map<String, Double> sums = new HashMap<>();
    for (List<String> ranking : List.of(one, other)) {
      for (int i = 0; i < Math.min(100, ranking.size()); i++) sums.merge(ranking.get(i), 1.0 / (61 + i), Double::sum);
    }
    return ranked(sums);
  }

  private static List<String> ranked(Map<String, Double> scores) {
    return scores.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey).toList();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
