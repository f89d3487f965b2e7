package se.malmo.meet.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

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

  /** Where a sender who has lost the address of the status page asks for it again. */
  public String lostLink() {
    return of("/tappad-lank", "/en/lost-link");
  }

  /** Tells of what happens to a case while its page is open. */
  public String caseEvents(String secret) {
    return status(secret) + of("/handelser", "/events");
  }

  /** The date of the answer, for a calendar. */
  public String caseCalendar(String secret) {
    return status(secret) + of("/svar.ics", "/answer.ics");
  }

  /** Answers what one is asked of a case. */
  public String consent(String secret) {
    return status(secret) + of("/samtycke", "/consent");
  }

  /** Takes a case back. */
  public String withdraw(String secret) {
    return status(secret) + of("/ta-tillbaka", "/withdraw");
  }

  /** Where a sender answers what was written. */
  public String reply(String secret) {
    return status(secret) + of("/svara", "/reply");
  }

  /** Gives a case a new secret address. */
  public String renewStatus(String secret) {
    return status(secret) + of("/ny-adress", "/new-address");
  }

  /** Asks partners to take part, for the sender. */
  public String invitingOf(String secret) {
    return status(secret) + of("/bjud-in", "/invite");
  }

  /** Asks partners to take part, for those who handle the case. */
  public String inviting(String reference) {
    return deskCase(reference) + of("/bjud-in", "/invite");
  }

  /** Initiatives that look for an organisation that one speaks for. */
  public String invitations() {
    return of("/inbjudningar", "/en/invitations");
  }

  public String invitation(String id) {
    return invitations() + "/" + encoded(id);
  }

  /** How an organisation wants to be asked. */
  public String wishes(String organisation) {
    return membership(organisation) + of("/onskemal", "/wishes");
  }

  /** How often an organisation was shown. */
  public String shown(String organisation) {
    return membership(organisation) + of("/visningar", "/shown");
  }

  /** How the answering goes. */
  public String workload() {
    return of("/arbetslage", "/en/workload");
  }

  public String workloadFile() {
    return workload() + of("/tabell.csv", "/table.csv");
  }

  /** How suggestions are spread over the organisations. */
  public String spreading() {
    return of("/spridning", "/en/spreading");
  }

  public String spreadingFile() {
    return spreading() + of("/lista.csv", "/list.csv");
  }

  /** The weights and thresholds of the matching. */
  public String weights() {
    return of("/vikter", "/en/weights");
  }

  /** The same, filled in with the numbers of a version. */
  public String weights(int version) {
    return weights() + "?version=" + version + "#weights-trial";
  }

  /** How well the matching does. */
  public String quality() {
    return of("/kvalitet", "/en/quality");
  }

  /** What came in a period and what became of it. */
  public String report() {
    return of("/rapport", "/en/report");
  }

  public String reportFile() {
    return report() + of("/tabell.csv", "/table.csv");
  }

  /** Keeps a draft on the server. */
  public String saveDraft() {
    return of("/utkast", "/en/draft");
  }

  /** A draft; the secret is the key to it. */
  public String draft(String secret) {
    return of("/utkast/", "/en/draft/") + secret;
  }

  /** Takes a draft away. */
  public String deleteDraft(String secret) {
    return draft(secret) + of("/ta-bort", "/delete");
  }

  /** A note to those who run a project that one wants to join. */
  public String join(String reference) {
    return initiative(reference) + of("/ga-med", "/join");
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

  /** Asks a förvaltning's ambassador something. */
  public String ask(String forvaltning) {
    return forvaltning(forvaltning) + of("/fraga", "/ask");
  }

  /** Free times of a förvaltning's ambassador. */
  public String bookMeeting(String forvaltning) {
    return forvaltning(forvaltning) + of("/mote", "/meeting");
  }

  /** The form to book one of them. */
  public String bookMeeting(String forvaltning, String slot) {
    return bookMeeting(forvaltning) + "?slot=" + encoded(slot);
  }

  /** A question and its answer for whoever asked; the secret is the key to it. */
  public String inquiry(String secret) {
    return of("/fraga/", "/en/question/") + secret;
  }

  /** A booked meeting for its visitor; the secret is the key to it. */
  public String booking(String secret) {
    return of("/mote/", "/en/meeting/") + secret;
  }

  /** A booked meeting for the visitor's calendar. */
  public String bookingCalendar(String secret) {
    return booking(secret) + of("/mote.ics", "/meeting.ics");
  }

  /** Calls a booked meeting off. */
  public String cancelBooking(String secret) {
    return booking(secret) + of("/avboka", "/cancel");
  }

  /** Questions for those who answer them. */
  public String inquiries() {
    return of("/fragor", "/en/questions");
  }

  /** A question for those who answer it. */
  public String deskInquiry(String id) {
    return inquiries() + "/" + encoded(id);
  }

  /** Passes a question on. */
  public String passInquiry(String id) {
    return deskInquiry(id) + of("/flytta", "/pass-on");
  }

  /** Times for meetings, for those who meet. */
  public String slots() {
    return of("/motestider", "/en/meeting-times");
  }

  /** A booked meeting for those who meet. */
  public String deskBooking(String id) {
    return slots() + "/" + encoded(id);
  }

  /** A booked meeting for the calendar of those who meet. */
  public String deskBookingCalendar(String id) {
    return deskBooking(id) + of("/mote.ics", "/meeting.ics");
  }

  /** What published projects ask for, by theme. */
  public String themes() {
    return of("/teman", "/en/themes");
  }

  public String theme(String slug) {
    return of("/teman/", "/en/themes/") + encoded(slug);
  }

  /** What can be downloaded and harvested. */
  public String openData() {
    return of("/oppna-data", "/en/open-data");
  }

  /** How other sites show our pages in a frame. */
  public String embedding() {
    return of("/inbaddat", "/en/embedded");
  }

  /** Projects for a frame. */
  public String embeddedProjects() {
    return embedding() + of("/projekt", "/projects");
  }

  /** Find your ambassador, for a frame. */
  public String embeddedAmbassadors() {
    return embedding() + "/ambassador";
  }

  /** The graph to walk in. */
  public String graph() {
    return of("/graf", "/en/graph");
  }

  /** The graph opened at a node. */
  public String graph(String id) {
    return graph() + "?n=" + encoded(id);
  }

  /** How two hang together. */
  public String connections() {
    return of("/graf/samband", "/en/graph/connections");
  }

  public String alliances() {
    return of("/allianser", "/en/alliances");
  }

  public String alliance(String id) {
    return of("/allianser/", "/en/alliances/") + encoded(id);
  }

  /** The news of all projects, as Atom. */
  public String feed() {
    return of("/flode.atom", "/en/feed.atom");
  }

  public String themeFeed(String slug) {
    return theme(slug) + of("/flode.atom", "/feed.atom");
  }

  public String forvaltningFeed(String id) {
    return forvaltning(id) + of("/flode.atom", "/feed.atom");
  }

  /** The API, to read of. */
  public String api() {
    return of("/om/api", "/en/about/api");
  }

  /** The API, to try. */
  public String tryApi() {
    return of("/om/api/prova", "/en/about/api/try");
  }

  /** How suggestions come about. */
  public String matching() {
    return of("/om/matchning", "/en/about/matching");
  }

  public String accessibility() {
    return of("/om/tillganglighet", "/en/about/accessibility");
  }

  public String privacy() {
    return of("/om/personuppgifter", "/en/about/privacy");
  }

  /** The form by which anyone writes to those who run the service. */
  public String contact() {
    return of("/kontakt", "/en/contact");
  }

  /** The form, opened with what it is about. */
  public String contact(String topic) {
    return contact() + "?topic=" + encoded(topic);
  }

  /** What was written and when; the secret is the key to it. */
  public String letter(String secret) {
    return of("/kontakt/kvitto/", "/en/contact/receipt/") + secret;
  }

  /** The gap radar. */
  public String gaps() {
    return of("/luckor", "/en/gaps");
  }

  /** Takes a gap on. */
  public String workOnGap() {
    return gaps() + of("/bearbeta", "/work");
  }

  /** Takes back that a gap was taken on. */
  public String undoGapWork() {
    return gaps() + of("/angra", "/undo");
  }

  /** Asks why a gap is put aside; which one follows a question mark. */
  public String dismissGap() {
    return gaps() + of("/avfarda", "/dismiss");
  }

  /** Takes back that a gap was put aside. */
  public String restoreGap() {
    return gaps() + of("/ta-tillbaka", "/restore");
  }

  /** The initiatives behind a number; the filter follows a question mark. */
  public String gapCases() {
    return gaps() + of("/initiativ", "/initiatives");
  }

  /** What would happen if somebody came, went or merged. */
  public String whatIf() {
    return gaps() + of("/tank-om", "/what-if");
  }

  /** What hangs on one ambassador alone. */
  public String leaving() {
    return gaps() + of("/personer", "/people");
  }

  public String signIn() {
    return of(Request.SIGN_IN, Request.SIGN_IN_ENGLISH);
  }

  /** Goes to the city's identity provider. */
  public String signInAtCity() {
    return signIn() + "/start";
  }

  /** The accounts of those who work with the portal. */
  public String accounts() {
    return of("/konton", "/en/accounts");
  }

  public String account(String id) {
    return accounts() + "/" + encoded(id);
  }

  /** What everybody has done. */
  public String audit() {
    return of("/granskning", "/en/audit");
  }

  /** The city's departments, for whoever keeps them. */
  public String register() {
    return of("/forvaltningsregister", "/en/department-register");
  }

  public String register(String id) {
    return register() + "/" + encoded(id);
  }

  /** What is kept about a person. */
  public String person() {
    return of("/personuppgifter", "/en/personal-data");
  }

  public String auditFile() {
    return audit() + of("/logg.csv", "/log.csv");
  }

  public String signOut() {
    return of("/logga-ut", "/en/sign-out");
  }

  /** Where somebody begins to work, by what they may do. */
  public String home(Role role) {
    return switch (role) {
      case AMBASSADOR, COORDINATOR -> queue();
      case ADMINISTRATOR -> accounts();
      case AUDITOR -> audit();
      case MEMBER -> membership();
      case INTEGRATOR -> start();
    };
  }

  /** Where members ask for a link to sign in with. */
  public String askToSignIn() {
    return of("/logga-in/organisation", "/en/sign-in/organisation");
  }

  public String signInLink(String secret) {
    return of("/logga-in/lank/", "/en/sign-in/link/") + secret;
  }

  /** Joins the resource bank. */
  public String join() {
    return of("/ga-med", "/en/join");
  }

  /** The same with a name filled in. */
  public String joinAs(String name) {
    return join() + "?name=" + encoded(name);
  }

  public String confirmJoining(String secret) {
    return join() + of("/bekrafta/", "/confirm/") + secret;
  }

  /** What a member has: organisations and cases. */
  public String membership() {
    return of("/min-sida", "/en/my-page");
  }

  /** An organisation for those who speak for it. */
  public String membership(String organisation) {
    return membership() + "/" + encoded(organisation);
  }

  /** Those who speak for it. */
  public String people(String organisation) {
    return membership(organisation) + of("/personer", "/people");
  }

  /** What it hangs together with, in its own words. */
  public String ties(String organisation) {
    return membership(organisation) + of("/band", "/ties");
  }

  /** The same of a förvaltning, for those who handle its cases. */
  public String forvaltningTies(String id) {
    return forvaltning(id) + of("/band", "/ties");
  }

  /** Closing it, and opening it again. */
  public String closing(String organisation) {
    return membership(organisation) + of("/stang", "/close");
  }

  /** Where somebody says yes to speaking for an organisation. */
  public String personJoining(String secret) {
    return join() + "/person/" + secret;
  }

  /** Profiles that are closed, for those who coordinate. */
  public String closedProfiles() {
    return claims() + of("/stangda", "/closed");
  }

  /** Organisations that somebody wants to speak for, for those who look into it. */
  public String claims() {
    return of("/ansprak", "/en/claims");
  }

  /** All cases by their state. */
  public String board() {
    return of("/arenden", "/en/cases");
  }

  /** All cases in a table; a filter may follow a question mark. */
  public String caseTable() {
    return board() + of("/lista", "/list");
  }

  /** What one should answer. */
  public String queue() {
    return board() + of("/ko", "/queue");
  }

  /** How long a case may stand still in each step. */
  public String stallRules() {
    return board() + of("/stillestand", "/standstill");
  }

  /** A case for those who handle it. */
  public String deskCase(String reference) {
    return board() + "/" + encoded(reference);
  }

  /** A case together with others: merged, run together, parted, related. */
  public String pairing(String reference) {
    return deskCase(reference) + of("/tillsammans", "/together");
  }

  /** A case with the form for something that is to be done to it. */
  public String deskCase(String reference, String doing) {
    return deskCase(reference) + "?do=" + doing;
  }

  /** Tells of what happens to a case while its page is open. */
  public String deskCaseEvents(String reference) {
    return deskCase(reference) + of("/handelser", "/events");
  }

  /** Tells of what happens to any case while a list is open. */
  public String boardEvents() {
    return board() + of("/handelser", "/events");
  }

  /** The register of cases. */
  public String diary() {
    return board() + of("/diarium.csv", "/register.csv");
  }

  /** Those who have something to hand over. */
  public String handovers() {
    return of("/overlamning", "/en/handover");
  }

  /** What somebody hands over. */
  public String handover(String account) {
    return handovers() + "/" + encoded(account);
  }

  /** The same as a spreadsheet. */
  public String handoverFile(String account) {
    return handover(account) + of("/lista.csv", "/list.csv");
  }

  /** What the city has noticed of the world outside. */
  public String signals() {
    return of("/signaler", "/en/signals");
  }

  /** Signals about a competence. */
  public String signalsAbout(String competence) {
    return signals() + "?concept=" + encoded(competence);
  }

  public String signal(String id) {
    return signals() + "/" + encoded(id);
  }

  public String newSignal() {
    return signals() + of("/ny", "/new");
  }

  /** What feeds propose. */
  public String proposals() {
    return signals() + of("/forslag", "/proposals");
  }

  /** The feeds that are followed. */
  public String feeds() {
    return signals() + of("/floden", "/feeds");
  }

  /** Meetings in person. */
  public String meetings() {
    return signals() + of("/moten", "/meetings");
  }

  /** The form for a meeting in person, filled in as far as one knows. */
  public String meeting(String party, LocalDate day, String remark) {
    return meetings() + "?party=" + encoded(party) + "&day=" + day + "&remark=" + encoded(remark);
  }

  /** A file that was handed in with a case. */
  public String deskFile(String reference, String key) {
    return deskCase(reference) + of("/filer/", "/files/") + encoded(key);
  }

  /** One's own absence, deputy and ties. */
  public String own() {
    return of("/mitt", "/en/mine");
  }

  /** What one is told of by mail, and when. */
  public String noticeRules() {
    return own() + of("/aviseringar", "/notices");
  }

  /** Large meetings. */
  public String assemblies() {
    return of("/stormoten", "/en/large-meetings");
  }

  public String newAssembly() {
    return assemblies() + of("/nytt", "/new");
  }

  /** The door of a large meeting. */
  public String assembly(String id) {
    return assemblies() + "/" + encoded(id);
  }

  /** The particulars of a large meeting, and who must not sit together. */
  public String changeAssembly(String id) {
    return assembly(id) + of("/andra", "/change");
  }

  public String assemblyTables(String id) {
    return assembly(id) + of("/bord", "/tables");
  }

  /** The tables on paper. */
  public String assemblyPrint(String id) {
    return assemblyTables(id) + of("/utskrift", "/print");
  }

  /** What came up at the tables. */
  public String assemblyIdeas(String id) {
    return assembly(id) + of("/ideer", "/ideas");
  }

  /** The mails that leave. */
  public String outbox() {
    return of("/utskick", "/en/outbox");
  }

  /** Files that were brought in, and where one brings in another. */
  public String imports() {
    return of("/importer", "/en/imports");
  }

  public String oneImport(String id) {
    return imports() + "/" + encoded(id);
  }

  /** What can be taken out as files. */
  public String exports() {
    return of("/exporter", "/en/exports");
  }

  public String exportFile(String name) {
    return exports() + "/" + encoded(name);
  }

  /** What was given up. */
  public String failed() {
    return of("/misslyckat", "/en/failed");
  }

  /** Where others are told what happens. */
  public String webhooks() {
    return of("/webhookar", "/en/webhooks");
  }

  public String webhook(String id) {
    return webhooks() + "/" + encoded(id);
  }

  /** Asks to follow a theme by mail. */
  public String followTheme(String slug) {
    return theme(slug) + of("/folj", "/follow");
  }

  /** Asks to follow a project by mail. */
  public String followProject(String reference) {
    return initiative(reference) + of("/folj", "/follow");
  }

  /** Asks to follow a förvaltning by mail. */
  public String followForvaltning(String id) {
    return forvaltning(id) + of("/folj", "/follow");
  }

  /** What is followed, by its key: "theme:", "project:" or "forvaltning:" and which. */
  public String followed(String target) {
    String id = target.substring(target.indexOf(':') + 1);
    return target.startsWith("theme:") ? theme(id) : target.startsWith("project:") ? initiative(id) : forvaltning(id);
  }

  /** Says yes to following something; the secret is the key to it. */
  public String confirmFollowing(String secret) {
    return of("/folj/bekrafta/", "/en/follow/confirm/") + secret;
  }

  /** Ends following something; the secret is the key to it. */
  public String stopFollowing(String secret) {
    return of("/folj/sluta/", "/en/follow/stop/") + secret;
  }
}
