package org.sanhao.server.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules that can be read off a source file. Each has a bad example it must catch and a list of the places where it
 * does not hold, with the reason.
 */
final class HouseRules {
    private HouseRules() {}

    /** Looks at one file and tells what is wrong in it. */
    interface Check {
        List<String> faults(Source source);
    }

    /** A file of the house: its path from the root, with slashes, and its text. */
    record Source(String path, String text) {
        boolean in(String part) {
            return path.contains("/" + part + "/");
        }

        /** The module of the server it belongs to, or empty. */
        String module() {
            var found = Pattern.compile(".*/(?:sanhao/server|db/migration)/(\\w+)/.*")
                    .matcher(path);
            return found.matches() ? found.group(1) : "";
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        boolean isJava() {
            return path.endsWith(".java");
        }

        boolean isSql() {
            return path.endsWith(".sql");
        }
    }

    /**
     * One rule.
     *
     * @param says the rule as a sentence
     * @param except file names where it does not hold, with the reason
     * @param canary a file that breaks it
     */
    record Rule(String says, Check check, Map<String, String> except, Source canary) {
        List<String> faults(Source source) {
            return except.containsKey(source.name())
                    ? List.of()
                    : check.faults(source).stream()
                            .map(fault -> source.path() + ": " + fault)
                            .toList();
        }
    }

    private static final String SERVER = "server/src/main/java/org/sanhao/server/";
    private static final String MIGRATION = "server/src/main/resources/db/migration/";
    private static final List<String> ORDER = List.of(
            "scope",
            "clock",
            "events",
            "jobs",
            "http",
            "audit",
            "institution",
            "access",
            "pack",
            "campaign",
            "plan",
            "evidence",
            "notify",
            "signoff",
            "assessment",
            "review",
            "publication",
            "document",
            "dashboard");
    private static final Set<String> FOR_EVENTS =
            Set.of("int", "long", "boolean", "UUID", "Grade", "LocalDate", "Instant");

    static final List<Rule> ALL = List.of(
            new Rule(
                    "`domain` is free of Spring, SQL and JSON",
                    source -> source.in("domain")
                            ? matches(
                                    source,
                                    "^import (?:static )?(?:org\\.springframework(?!\\.modulith)|java\\.sql|javax\\.sql|tools\\.jackson|com\\.fasterxml)\\S*")
                            : List.of(),
                    Map.of(),
                    java("review/domain/Canary.java", "import org.springframework.stereotype.Component;")),
            new Rule(
                    "Only `store` talks to the database",
                    source -> source.path().startsWith(SERVER) && !source.in("store")
                            ? matches(source, "\\bJdbcClient\\b|^import java(?:x)?\\.sql\\.(?!SQLTransient)\\S*")
                            : List.of(),
                    Map.ofEntries(
                            Map.entry("Pools.java", "makes the pools"),
                            Map.entry("Installation.java", "starts on a database"),
                            Map.entry("Roles.java", "makes and examines the two roles"),
                            Map.entry("SchemaStamp.java", "one word on the schema, before anything else runs"),
                            Map.entry("EmbeddedPostgres.java", "starts the database"),
                            Map.entry("RequestOnce.java", "stores the answer in the transaction of the effect"),
                            Map.entry("DemoClock.java", "one row, of demo folders only"),
                            Map.entry("ScopedTransactions.java", "sets the scope of a transaction"),
                            Map.entry("ReadingOrder.java", "tells the planner how a page is read"),
                            Map.entry("GuardedConnections.java", "refuses work outside a transaction"),
                            Map.entry("PackLibrary.java", "a small module, two tables"),
                            Map.entry("Signing.java", "a small module, one table of public keys"),
                            Map.entry("StoredKeys.java", "a small module, one table of public keys"),
                            Map.entry("VerifyCommand.java", "opens the database while the product stands still"),
                            Map.entry("KeysCommand.java", "opens the database while the product stands still"),
                            Map.entry("OfflineHandover.java", "a new key while the product stands still"),
                            Map.entry("OfflineKeys.java", "a new key while the product stands still"),
                            Map.entry("Handover.java", "a small module, one table of public keys"),
                            Map.entry("OfflineLog.java", "reads the log while the product stands still"),
                            Map.entry("Backup.java", "reads the whole database, as its owner, outside every module"),
                            Map.entry("Restore.java", "makes a database out of a backup"),
                            Map.entry("Catalogue.java", "lists the tables of a backup"),
                            Map.entry("Breakdown.java", "names failures of the database, asks it nothing"),
                            Map.entry("Figures.java", "counts waiting events for the monitor")),
                    java("review/service/Canary.java", "JdbcClient jdbc;")),
            new Rule(
                    "Controllers live in `web`",
                    source -> source.path().startsWith(SERVER) && !source.in("web")
                            ? matches(source, "^@(?:Rest)?Controller$")
                            : List.of(),
                    Map.of(
                            "SinglePageApp.java", "hands every other address to the front end",
                            "ErrorPage.java", "answers what no controller was reached for",
                            "DemoClockController.java", "of the demo only",
                            "CaPage.java", "the certificate of this installation, before anybody can sign in safely"),
                    java("review/service/Canary.java", "@RestController")),
            new Rule(
                    "Nobody outside `kernel` reads the clock or throws dice",
                    source -> source.isJava() && !source.path().startsWith("kernel/")
                            ? matches(
                                    source,
                                    "\\b(?:LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime|Year|Instant)\\.now\\(|\\bnew Random\\(|\\bMath\\.random\\(|currentTimeMillis|nanoTime|UUID\\.randomUUID|\\bnew SecureRandom\\(")
                            : List.of(),
                    Map.ofEntries(
                            Map.entry("KeyFolder.java", "makes passwords and keys of the installation"),
                            Map.entry("OwnAuthority.java", "makes keys and serial numbers of certificates"),
                            Map.entry("AccountFile.java", "locks end by the real clock"),
                            Map.entry("Backup.java", "a backup is as old as it really is"),
                            Map.entry("BackupCommand.java", "names a file after the moment it is made"),
                            Map.entry("Upgrade.java", "names a folder after the moment it is made"),
                            Map.entry("ImportDesk.java", "work in the background lives by the real clock"),
                            Map.entry("Progress.java", "work in the background lives by the real clock"),
                            Map.entry("ReachDesk.java", "makes codes"),
                            Map.entry("ProviderDoor.java", "tickets live by the real clock"),
                            Map.entry("SessionViews.java", "repairs end by the real clock"),
                            Map.entry("Console.java", "measures the time between its lines"),
                            Map.entry("Figures.java", "ages of real things"),
                            Map.entry("AuditController.java", "names a file after the day it is made"),
                            Map.entry("Checker.java", "a check is made at a real moment, in the demo too"),
                            Map.entry("Signing.java", "a key is as old as it really is"),
                            Map.entry("OfflineKeys.java", "a key is as old as it really is"),
                            Map.entry("OfflineHandover.java", "a row of the log tells the real moment"),
                            Map.entry("Sealer.java", "a seal tells the real moment, in the demo too"),
                            Map.entry("Trace.java", "a row of the log tells the real moment, in the demo too"),
                            Map.entry("Witness.java", "a row of the log tells the real moment, in the demo too"),
                            Map.entry("SecretBox.java", "makes nonces"),
                            Map.entry("Postmaster.java", "waits a measured time for a process"),
                            Map.entry(
                                    "SessionController.java",
                                    "sessions and codes live by the real clock, also in the demo"),
                            Map.entry("AccountController.java", "locks end by the real clock"),
                            Map.entry("SessionFilter.java", "sessions end by the real clock"),
                            Map.entry("Door.java", "locks, sessions and codes live by the real clock"),
                            Map.entry("SecondFactor.java", "makes secrets"),
                            Map.entry("AccountDesk.java", "accounts live by the real clock"),
                            Map.entry("RepairDesk.java", "repairs end by the real clock"),
                            Map.entry("RepairController.java", "repairs end by the real clock"),
                            Map.entry("Passwords.java", "makes passwords and salts"),
                            Map.entry("SecurityDesk.java", "rules of the door hold from the real moment"),
                            Map.entry("DemoCampaigns.java", "an invented story, the same at every start: seeded"),
                            Map.entry("DemoResults.java", "an invented story, the same at every start: seeded"),
                            Map.entry("DemoStory.java", "measures how long the story takes to tell"),
                            Map.entry("PackLibrary.java", "tells when this installation took the pack over"),
                            Map.entry("SigningKey.java", "makes keys and signatures")),
                    java("review/domain/Canary.java", "var today = LocalDate.now();")),
            new Rule(
                    "A type is named after an idea of the field",
                    source -> source.isJava()
                            ? matches(
                                    source,
                                    "\\b(?:class|record|interface|enum) (?:\\w*(?:Utils?|Helper|Manager|Impl)|Base[A-Z]\\w*|Notice|Application|Status|Data|Info|Item)\\b|^package \\S*\\.(?:common|util|utils|helper)\\b|\\b(?:class|record|interface|enum) \\w*(?:[Ss]henbao|[Pp]ingshen|[Jj]igou|[Gg]ongshi|[Zz]ixun|[Tt]iaokuan|[Zz]henggai)\\w*")
                            : List.of(),
                    Map.of("ResultDocument.java", "parts of one document, named inside it and nowhere else"),
                    java("review/domain/Canary.java", "record Status(String code) {}")),
            new Rule(
                    "SQL names its own schema, or a `pub_` view of another",
                    HouseRules::foreignTables,
                    Map.of(
                            "AccountList.java",
                            "institution.search_names is the one function over names, bounds as parameters",
                            "Figures.java",
                            "counts waiting events for the monitor"),
                    java("review/store/Canary.java", "\"SELECT grade FROM assessment.answer\"")),
            new Rule(
                    "Facts are added: a store changes listed index columns only",
                    source -> source.in("store")
                            ? matches(
                                    source,
                                    "\\bUPDATE [a-z]+\\.[a-z_]+(?: \\w+)?\\s+SET (?!current = false)[^\\n]*|\\bDELETE FROM [^\\n]*")
                            : List.of(),
                    Map.ofEntries(
                            Map.entry("LineStore.java", "closes a period and rebuilds the index of standing"),
                            Map.entry(
                                    "AccountStore.java",
                                    "accounts, sessions and locks are state, not facts; the log tells who changed them"),
                            Map.entry("DeviceStore.java", "locks of devices are state, not facts"),
                            Map.entry("JobStore.java", "where a job stands is state, not a fact"),
                            Map.entry("ObjectionStore.java", "erases the person"),
                            Map.entry("EvidenceStore.java", "destroys the key of what should never have been there"),
                            Map.entry("ProgressStore.java", "a view that is worked out anew from facts"),
                            Map.entry("SumStore.java", "a view that is worked out anew from facts"),
                            Map.entry("ImportStore.java", "an import is work in progress; what it loads are facts"),
                            Map.entry(
                                    "MessageStore.java", "a view on what happened elsewhere, and what of it was read"),
                            Map.entry(
                                    "ReachStore.java",
                                    "how a person wants to be reached is a wish; the address is erased with it"),
                            Map.entry(
                                    "ProviderStore.java",
                                    "who an account belongs to at the provider is state of the account"),
                            Map.entry("DispatchStore.java", "where a delivery stands is state, not a fact"),
                            Map.entry("Comparison.java", "rows of a file before anything is loaded")),
                    java("review/store/Canary.java", "\"UPDATE review.step SET reason = ? WHERE id = ?\"")),
            new Rule(
                    "A `POST` acts once, a `PUT` names the version it was written over",
                    HouseRules::careless,
                    Map.of(
                            "SessionController.java", "the session itself: nothing to repeat, nothing versioned",
                            "OidcController.java", "the session itself; a code of the provider serves once",
                            "PublicPages.java", "without script; the form's own number makes it act once"),
                    java("review/web/Canary.java", "@PostMapping(\"/x\") void move(Acting acting) { desk.move(); }")),
            new Rule(
                    "A list has a cursor and a limit of 200 at most",
                    HouseRules::unbounded,
                    Map.of(),
                    java(
                            "review/web/Canary.java",
                            "@GetMapping(\"/x\") Page<Row> list(Acting acting) { return all(); }")),
            new Rule(
                    "SQL is written, not put together from what people send",
                    source -> source.isJava()
                            ? matches(
                                    source,
                                    "\\.sql\\(\\s*String\\.format|\\.sql\\([^;]{0,400}?\\.formatted\\(|\\.sql\\(\\s*\"[^\"]*\"\\s*\\+\\s*(?!\")\\w+(?:\\.\\w+)*\\(")
                            : List.of(),
                    Map.of(
                            "Comparison.java", "set statements that share a frame; every part is a constant here",
                            "AuditStore.java", "its columns are one constant here",
                            "StagedRows.java", "a page of one of three conditions, each a constant here"),
                    java("review/store/Canary.java", "jdbc.sql(String.format(\"SELECT %s\", column))")),
            new Rule(
                    "A log line holds nothing of a person",
                    source -> source.isJava()
                            ? matches(
                                    source,
                                    "LOG\\.\\w+\\([^;]*(?:\\b[nN]ame\\(\\)|\\b(?:personName|password|login|phone|token)\\b)[^;]*;")
                            : List.of(),
                    Map.of("EmbeddedPostgres.java", "names a file of passwords, not what is in it"),
                    java("review/service/Canary.java", "LOG.info(\"applied {}\", person.name());")),
            new Rule(
                    "A migration is named as a sentence, and refers only to older modules",
                    HouseRules::migration,
                    Map.of(),
                    new Source(MIGRATION + "campaign/V009__fix.sql", "id uuid REFERENCES review.step")),
            new Rule(
                    "No PostgreSQL newer than 15",
                    source -> source.isSql() || source.in("store")
                            ? matches(
                                    source,
                                    "(?i)\\buuidv7\\(|\\bJSON_TABLE\\b|\\bany_value\\(|\\bWITHOUT OVERLAPS\\b|\\bMERGE_ACTION\\b|\\bGENERATED ALWAYS AS [^;]* VIRTUAL\\b|\\bNOT ENFORCED\\b|\\bRETURNING (?:WITH \\()?(?:old|new)\\.|\\barray_sort\\(|\\bcasefold\\(|\\bJSON_(?:EXISTS|QUERY|VALUE|SCALAR|SERIALIZE)\\(")
                            : List.of(),
                    Map.of(),
                    new Source(MIGRATION + "review/V009__give_ids.sql", "SELECT uuidv7()")),
            new Rule(
                    "Nobody holds a lock while waiting for the world",
                    source -> source.path().startsWith(SERVER)
                            ? matches(source, "\\bsynchronized\\b(?!Map|List|Set)")
                            : List.of(),
                    Map.of(
                            "RateLimit.java", "a map in memory",
                            "Signing.java", "hands over to a new key, once in years",
                            "Sealer.java", "started and stopped once; heads reach the file in their order",
                            "HeadFile.java", "one file, written in the background",
                            "Postmaster.java", "started and stopped once",
                            "DemoClock.java", "one row, of demo folders only"),
                    java("review/service/Canary.java", "synchronized void save() { jdbc.sql(\"…\"); }")),
            new Rule(
                    "Work for the processor goes to the one pool",
                    source -> source.path().startsWith(SERVER)
                            ? matches(
                                    source,
                                    "\\bExecutors\\.new|\\bnew ThreadPoolExecutor\\(|\\bThread\\.ofPlatform\\(|\\bPasswordEncoderFactories\\.")
                            : List.of(),
                    Map.of(
                            "Workers.java", "the pool",
                            "Passwords.java", "hands every slow hash to the pool",
                            "JobRunner.java", "one thread per running job, of the background",
                            "Sealer.java", "one thread, each second",
                            "ProgressWorker.java", "one thread that folds progress, of the background",
                            "Checker.java", "one thread for a check of minutes, of the background",
                            "ImportDesk.java", "one thread for imports of minutes, of the background",
                            "Postmaster.java", "waits for a process"),
                    java("review/service/Canary.java", "Executors.newFixedThreadPool(4)")),
            new Rule(
                    "What comes again is a job",
                    source -> source.path().startsWith(SERVER)
                            ? matches(
                                    source,
                                    "\\bScheduled(?:Executor|ThreadPoolExecutor)|@Scheduled\\b|\\bjava\\.util\\.Timer\\b|newScheduledThreadPool")
                            : List.of(),
                    Map.of("Sealer.java", "each second, one short transaction under a lock of its own"),
                    java("review/service/Canary.java", "@Scheduled(fixedDelay = 1_000)")),
            new Rule(
                    "Whoever receives settings is called so",
                    source -> source.path().startsWith(SERVER) && !source.path().endsWith("Settings.java")
                            ? matches(source, "^@ConfigurationProperties\\b")
                            : List.of(),
                    Map.of(),
                    java("review/ReviewOptions.java", "@ConfigurationProperties(\"sanhao.review\")")),
            new Rule(
                    "An authority is named, not hinted at",
                    source -> source.isJava()
                            ? matches(source, "@basis\\s*(?:\\*/|\\n|\\S{0,12}\\s*(?:\\n|\\*/))")
                            : List.of(),
                    Map.of(),
                    java("review/domain/Canary.java", "/** Goes back.\n * @basis plan\n */")));

    /** The rule on events looks at two files at once, so it is asked apart. */
    static List<String> personal(String event, String components) {
        return Arrays.stream(components.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .filter(each -> {
                    var words = each.replaceAll("@\\w+ ", "").split(" ");
                    var type = words[0];
                    return !(FOR_EVENTS.contains(type)
                            || type.endsWith("Id")
                            || type.equals("String")
                                    && !words[1].matches("(?i).*(name|title|remark|reason|text|phone).*"));
                })
                .map(each -> event + " holds " + each)
                .toList();
    }

    private static Source java(String path, String text) {
        return new Source(SERVER + path, text);
    }

    private static List<String> matches(Source source, String pattern) {
        var text = withoutComments(source.text());
        var looked = pattern.contains("@basis") ? source.text() : text;
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(looked)
                .results()
                .map(found -> found.group().strip().replaceAll("\\s+", " "))
                .toList();
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*(?://|--).*$", "");
    }

    private static List<String> foreignTables(Source source) {
        var own = source.module();
        if (!source.isJava() || own.isEmpty()) {
            return List.of();
        }
        return Pattern.compile("(?<!DISTINCT )\\b(?:FROM|JOIN|INTO|UPDATE) ([a-z]+)\\.([a-z_]+)")
                .matcher(withoutComments(source.text()))
                .results()
                .filter(found -> !found.group(1).equals(own)
                        && !found.group(1).equals("scope")
                        && !found.group(2).startsWith("pub_"))
                .map(found -> own + " reads " + found.group(1) + "." + found.group(2))
                .toList();
    }

    private static List<String> handlers(Source source, String mapping) {
        if (!source.in("web")) {
            return List.of();
        }
        var parts = new ArrayList<String>();
        for (var part : withoutComments(source.text()).split("(?=@(?:Get|Post|Put|Delete)Mapping)")) {
            if (part.startsWith(mapping)) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static List<String> careless(Source source) {
        var faults = new ArrayList<String>();
        for (var post : handlers(source, "@PostMapping")) {
            if (!Pattern.compile("\\bact(?:After)?\\(").matcher(post).find()) {
                faults.add("does not run through RequestOnce: "
                        + post.lines().findFirst().orElse(""));
            }
        }
        for (var put : handlers(source, "@PutMapping")) {
            if (!put.contains("IfMatch.version")) {
                faults.add("names no version: " + put.lines().findFirst().orElse(""));
            }
        }
        return faults;
    }

    private static List<String> unbounded(Source source) {
        return handlers(source, "@GetMapping").stream()
                .filter(get -> get.split("\\{", 2)[0].contains("Page<")
                        || Pattern.compile("\\)\\s*\\R?\\s*Page<").matcher(get).find())
                .filter(get -> !get.contains("@Max(Page.LIMIT)") || !get.contains("cursor"))
                .map(get -> "no cursor or no limit: " + get.lines().findFirst().orElse(""))
                .toList();
    }

    private static List<String> migration(Source source) {
        if (!source.isSql()) {
            return List.of();
        }
        var faults = new ArrayList<String>();
        if (!source.name().matches("V\\d{3}__[a-z0-9]+(?:_[a-z0-9]+)+\\.sql")) {
            faults.add("is not named as a sentence");
        }
        var own = ORDER.indexOf(source.module());
        Pattern.compile("REFERENCES ([a-z]+)\\.")
                .matcher(source.text())
                .results()
                .map(found -> found.group(1))
                .filter(other -> !other.equals(source.module()) && (own < 0 || ORDER.indexOf(other) > own))
                .forEach(other ->
                        faults.add("refers to a younger module, or is itself missing from the order: " + other));
        return faults;
    }
}
