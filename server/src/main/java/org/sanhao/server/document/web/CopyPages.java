package org.sanhao.server.document.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.document.CopyFace;
import org.sanhao.server.document.Documents;
import org.sanhao.server.http.Problem;
import org.sanhao.server.http.RateLimit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The page a printed form's QR code leads to: which version it is, and nothing of what it says. */
@Controller
class CopyPages {
    private static final int WRONG_CODES = 60;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.ROOT);
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final Documents documents;
    private final boolean demo;
    private final RateLimit wrongCodes = new RateLimit(WRONG_CODES);

    CopyPages(Documents documents, @Value("${sanhao.demo:false}") boolean demo) {
        this.documents = documents;
        this.demo = demo;
    }

    @GetMapping("/d/{token}/{beginning}")
    ModelAndView copy(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String token,
            @PathVariable String beginning) {
        var face = documents
                .face(token)
                .filter(found -> beginning(found).equals(beginning))
                .orElseThrow(() -> {
                    wrongCodes.take(request.getRemoteAddr());
                    return new RefusedException(Refusal.of(ErrorCode.CODE_UNKNOWN));
                });
        var model = new HashMap<String, Object>();
        model.put("face", face);
        model.put("at", MOMENT.format(face.at().atZone(BusinessZone.ZONE)));
        model.put("demo", demo);
        model.put("sample", false);
        return page(response, new ModelAndView("public/copy", model));
    }

    private static String beginning(CopyFace face) {
        return face.hash().substring(face.hash().indexOf(':') + 1).substring(0, 8);
    }

    /** Whether it is the last version changes; what is kept for a while would say something else. */
    private static ModelAndView page(HttpServletResponse response, ModelAndView page) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        return page;
    }

    @ExceptionHandler
    ModelAndView refused(RefusedException no, HttpServletResponse response) {
        response.setStatus(no.refusal().code().status());
        var model = new HashMap<String, Object>();
        model.put("problem", Problem.of(no.refusal()));
        model.put("demo", demo);
        model.put("sample", false);
        return page(response, new ModelAndView("public/nothing", model));
    }
}
