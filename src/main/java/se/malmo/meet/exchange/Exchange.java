package se.malmo.meet.exchange;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Appointments;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.organisation.CompanyRegister;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Route;

/** What is brought in and taken out as files, put together. */
public final class Exchange implements AutoCloseable {
  private final Imports imports;
  private final ImportJobs jobs;
  private final Exports exports;

  public Exchange(Graph graph, Organisations organisations, Initiatives initiatives, Appointments appointments, Accounts accounts, CompanyRegister companies, List<Export> exported, InstantSource clock, Ids ids) {
    imports = new Imports(graph, Intakes.of(organisations, initiatives, appointments, accounts, companies), clock, ids);
    jobs = new ImportJobs(imports);
    exports = new Exports(graph, exported, clock);
  }

  public Exports exports() {
    return exports;
  }

  public Imports imports() {
    return imports;
  }

  /** Begins to go on with what waits, until closed. */
  public void begin() {
    jobs.begin();
  }

  public List<Route> routes() {
    return Stream.concat(new ImportRoutes(imports, jobs).routes().stream(), new ExportRoutes(exports).routes().stream()).toList();
  }

  @Override
  public void close() {
    exports.close();
    jobs.close();
  }
}
