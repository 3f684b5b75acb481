package org.sanhao.server.publication.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.result.Sealing;
import org.sanhao.server.http.Problem;
import org.sanhao.server.http.QrCode;
import org.sanhao.server.http.RateLimit;
import org.sanhao.server.publication.Objection;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.publication.Publications.Wanted;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Pages for everybody: plain HTML without a script, so that they work on any phone and in print. */
@Controller
class PublicPages {
    private static final int ROWS = 50;
    private static final Duration FRESH = Duration.ofMinutes(1);
    /** Wrong codes of one address and minute; right ones are never counted, so a hospital behind one address reads on. */
    private static final int WRONG_CODES = 60;
    /** Objections of one address to one notice and minute, and of everybody to one notice. */
    private static final int OBJECTIONS_OF_ONE = 10;

    private static final int OBJECTIONS_OF_ALL = 60;
    private static final int FORM_KEY = 26;
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:;"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Publications publications;
    private final ResultFiles files;
    private final BusinessClock clock;
    private final boolean demo;
    private final @Nullable String address;
    private final PublicWords words = new PublicWords();
    private final RateLimit wrongCodes = new RateLimit(WRONG_CODES);
    private final RateLimit ofOne = new RateLimit(OBJECTIONS_OF_ONE);
    private final RateLimit ofAll = new RateLimit(OBJECTIONS_OF_ALL);

    PublicPages(
            Publications publications,
            ResultFiles files,
            BusinessClock clock,
            @Value("${sanhao.demo:false}") boolean demo,
            @Value("${sanhao.public-address:#{null}}") @Nullable String address) {
        this.publications = publications;
        this.files = files;
        this.clock = clock;
        this.demo = demo;
        this.address = address;
    }

    /** What somebody has filled in; shown again when something is missing. */
    record Form(String key, String mode, String name, String contact, String words) {}

    @GetMapping({"/p", "/p/"})
    ModelAndView list(
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String tier,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(name = "notices", required = false) @Nullable String afterNotice) {
        var wanted = new Wanted(filled(name), filled(tier), filled(region));
        var notices = publications.running(Publications.EVERYBODY, afterNotice, ROWS);
        var results = publications.inForce(Publications.EVERYBODY, wanted, after, ROWS);
        boolean first = after == null && afterNotice == null && wanted.equals(Wanted.ALL);
        var model = new HashMap<String, Object>();
        model.put("notices", notices);
        model.put("results", results);
        model.put("wanted", wanted);
        model.put("filtered", !wanted.equals(Wanted.ALL));
        model.put("tiers", publications.tierTitles(Publications.EVERYBODY));
        model.put(
                "heading",
                first ? heading(notices.items().size(), results.items().size()) : "公示和结果");
        boolean sample = notices.items().stream().anyMatch(PublicNotice::sample)
                || results.items().stream().anyMatch(result -> result.sample());
        return page(response, "list", sample, model);
    }

    private static String heading(int notices, int results) {
        return "公示 " + (notices < ROWS ? notices : ROWS + " 以上") + " 件，有效结果 "
                + (results < ROWS ? results : ROWS + " 以上") + " 件";
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @GetMapping("/p/n/{code}")
    ModelAndView notice(HttpServletRequest request, HttpServletResponse response, @PathVariable String code) {
        var notice = found(request, publications.notice(Publications.EVERYBODY, code));
        var model = new HashMap<String, Object>();
        model.put("n", notice);
        model.put("open", notice.takesObjections(clock.today()));
        model.put("standing", words.standing(notice, clock.today()));
        model.put("objections", words.objections(notice));
        publications
                .resultOf(Publications.EVERYBODY, notice.reviewCase())
                .filter(result -> result.notice().equals(notice.id()))
                .ifPresent(result -> model.put("result", result));
        model.putIfAbsent("result", null);
        return page(response, "notice", notice.sample(), model);
    }

    @GetMapping("/p/n/{code}/objection")
    ModelAndView form(HttpServletRequest request, HttpServletResponse response, @PathVariable String code) {
        var notice = found(request, publications.notice(Publications.EVERYBODY, code));
        if (!notice.takesObjections(clock.today())) {
            throw new RefusedException(Refusal.of(ErrorCode.NOTICE_NOT_OPEN));
        }
        return form(response, notice, new Form(Ids.token(FORM_KEY), "real-name", "", "", ""), null);
    }

    @PostMapping("/p/n/{code}/objection")
    ModelAndView object(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "real-name") String mode,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String contact,
            @RequestParam(name = "words", defaultValue = "") String said) {
        var notice = found(request, publications.notice(Publications.EVERYBODY, code));
        var form = new Form(key, mode, name, contact, said);
        if (!key.matches("[0-9A-Z]{" + FORM_KEY + "}")) {
            return form(response, notice, new Form(Ids.token(FORM_KEY), mode, name, contact, said), null);
        }
        try {
            ofOne.take(request.getRemoteAddr() + "\n" + notice.code());
            ofAll.take(notice.code());
            var outcome = publications.object(
                    notice.code(), key, Objection.Mode.of(mode), new Objection.Said(name, contact, said));
            return switch (outcome) {
                case Outcome.Done<String>(var tracking) -> {
                    var model = new HashMap<String, Object>();
                    model.put("n", notice);
                    model.put("code", PublicWords.grouped(tracking));
                    yield secret(page(response, "taken", notice.sample(), model), response);
                }
                case Outcome.Refused<String>(var refusal) -> form(response, notice, form, refusal);
            };
        } catch (RefusedException no) {
            return form(response, notice, form, no.refusal());
        }
    }

    private ModelAndView form(HttpServletResponse response, PublicNotice notice, Form form, @Nullable Refusal refusal) {
        var model = new HashMap<String, Object>();
        var faults = new LinkedHashMap<String, String>();
        model.put("n", notice);
        model.put("form", form);
        model.put("faults", faults);
        model.put("problem", null);
        if (refusal != null) {
            refusal.fields().forEach(fault -> faults.put(fault.field(), fault.message()));
            model.put("problem", Problem.of(refusal));
            response.setStatus(refusal.code().status());
        }
        return secret(page(response, "objection", notice.sample(), model), response);
    }

    @GetMapping("/p/objection")
    ModelAndView follow(HttpServletResponse response) {
        return followed(response, Optional.empty(), false);
    }

    /** A code is a secret, so it comes in a body and never in an address. */
    @PostMapping("/p/objection")
    ModelAndView follow(
            HttpServletRequest request, HttpServletResponse response, @RequestParam(defaultValue = "") String code) {
        var followed = publications.follow(code);
        if (followed.isEmpty()) {
            wrongCodes.take(request.getRemoteAddr());
            response.setStatus(ErrorCode.CODE_UNKNOWN.status());
        }
        return followed(response, followed, followed.isEmpty());
    }

    private ModelAndView followed(
            HttpServletResponse response, Optional<Objection.Followed> followed, boolean unknown) {
        var model = new HashMap<String, Object>();
        model.put("o", followed.orElse(null));
        model.put("unknown", unknown);
        model.put(
                "heading",
                followed.map(each -> each.answeredOn() == null ? "异议正在核查" : "异议已答复")
                        .orElse("查异议办理"));
        return secret(page(response, "follow", false, model), response);
    }

    @GetMapping("/p/verify")
    ModelAndView verify(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String code) {
        var typed = filled(code);
        var found = typed == null
                ? Optional.<org.sanhao.server.publication.PublishedResult>empty()
                : publications.result(Publications.EVERYBODY, typed);
        if (found.isPresent()) {
            return new ModelAndView("redirect:/p/r/" + found.get().code());
        }
        if (typed != null) {
            wrongCodes.take(request.getRemoteAddr());
            response.setStatus(ErrorCode.CODE_UNKNOWN.status());
        }
        var model = new HashMap<String, Object>();
        model.put("typed", typed);
        model.put("unknown", typed != null);
        return page(response, "verify", false, model);
    }

    @GetMapping("/p/how")
    ModelAndView how(HttpServletResponse response) {
        return page(response, "how", false, new HashMap<>());
    }

    @GetMapping("/p/r/{code}")
    ModelAndView result(HttpServletRequest request, HttpServletResponse response, @PathVariable String code) {
        var result = found(request, publications.result(Publications.EVERYBODY, code));
        var file = files.file(result.code()).orElseThrow();
        var document = file.document();
        var link = link(request, result.code());
        var model = new HashMap<String, Object>();
        model.put("r", result);
        model.put("ended", !result.state().holds() && result.state().ordinal() > 0);
        model.put("standing", words.standing(result));
        model.put("notice", words.notice(document));
        model.put("lines", words.lines(document));
        model.put("counted", words.counted(document));
        model.put("chapters", words.chapters(file.pack(), document));
        model.put("looked", words.looked(document));
        model.put("code", PublicWords.grouped(result.code()));
        model.put("key", Sealing.key(file.seal()).keyId());
        model.put("link", link);
        model.put("qr", QrCode.svg(link));
        model.put("frozen", "冻结副本 " + document.application().frozen().substring(0, 24) + "…");
        return page(response, "result", result.sample(), model);
    }

    private String link(HttpServletRequest request, String code) {
        var here = address == null
                ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
                : address;
        return here + "/p/r/" + code;
    }

    @GetMapping("/p/r/{code}/result.json")
    ResponseEntity<byte[]> file(HttpServletRequest request, @PathVariable String code) {
        var result = found(request, publications.result(Publications.EVERYBODY, code));
        var file = files.json(result.code());
        return ResponseEntity.ok()
                .eTag("\"" + result.code() + "\"")
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"result.json\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(file);
    }

    /** What a code names; a wrong one counts against the address it came from. */
    private <T> T found(HttpServletRequest request, Optional<T> thing) {
        if (thing.isEmpty()) {
            wrongCodes.take(request.getRemoteAddr());
            throw new RefusedException(Refusal.of(ErrorCode.CODE_UNKNOWN));
        }
        return thing.get();
    }

    private ModelAndView page(HttpServletResponse response, String view, boolean sample, Map<String, Object> model) {
        model.put("demo", demo);
        model.put("sample", sample);
        model.put("days", words);
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(
                    HttpHeaders.CACHE_CONTROL,
                    Objects.requireNonNull(
                            CacheControl.maxAge(FRESH).cachePublic().getHeaderValue()));
        }
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        return new ModelAndView("public/" + view, model);
    }

    private static ModelAndView secret(ModelAndView page, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return page;
    }

    /** The same refusal as everywhere, as a page. */
    @ExceptionHandler
    ModelAndView refused(RefusedException no, HttpServletResponse response) {
        var refusal = no.refusal();
        response.setStatus(refusal.code().status());
        if (refusal.code() == ErrorCode.TOO_MANY_REQUESTS) {
            response.setHeader(HttpHeaders.RETRY_AFTER, refusal.args().getFirst());
        }
        var model = new HashMap<String, Object>();
        model.put("problem", Problem.of(refusal));
        return secret(page(response, "nothing", false, model), response);
    }
}
