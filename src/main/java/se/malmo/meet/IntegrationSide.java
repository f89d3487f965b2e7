package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import se.malmo.meet.event.CloudEvents;
import se.malmo.meet.event.EventApi;
import se.malmo.meet.event.EventStreams;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.web.Route;

/** What other systems are told of, put together. */
final class IntegrationSide implements AutoCloseable {
  private final EventStreams streams;
  private final EventApi events;

  IntegrationSide(Graph graph, EventLog log, Settings settings, Clock clock) {
    CloudEvents told = new CloudEvents(graph, log);
    streams = new EventStreams(log, told, clock);
    events = new EventApi(log, told, streams, MailSettings.of(settings.services()).publicUrl());
    streams.begin();
  }

  List<Route> routes() {
    return events.routes();
  }

  @Override
  public void close() {
    streams.close();
  }
}
