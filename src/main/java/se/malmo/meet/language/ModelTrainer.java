package se.malmo.meet.language;

import java.io.IOException;
import java.nio.file.Path;

/** Trains the Swedish models from a folder of treebanks, or measures them on one that is held out. */
public final class ModelTrainer {

  private static final String USAGE = "usage: ModelTrainer TREEBANKS TARGET | ModelTrainer TREEBANKS --evaluate HELD_OUT.conllu";

  private ModelTrainer() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 3 && arguments[1].equals("--evaluate")) {
      System.out.print(Accuracy.measure(Path.of(arguments[0]), Path.of(arguments[2])).report());
    } else if (arguments.length == 2 && !arguments[1].startsWith("-")) {
      train(Path.of(arguments[0]), Path.of(arguments[1]));
    } else {
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  /**
   * Reads every .conllu file of the folder and writes the four models.
   *
   * @throws IllegalArgumentException if the folder holds no treebank
   */
  public static void train(Path treebanks, Path target) throws IOException {
    Treebank all = Treebank.readAll(treebanks, Path.of(""));
    if (all.sentences().isEmpty()) {
      throw new IllegalArgumentException("no .conllu file with sentences in " + treebanks);
    }
    Models.train(all).write(target);
  }
}
