package org.sanhao.server.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for whatever was refused before or beside the controllers: by a firewall, by the container, by a filter that broke. */
@RestController
class ErrorPage implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);

    @RequestMapping("/error")
    ResponseEntity<Problem> refused(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer told ? told : 404;
        var code = codeOf(status);
        var problem = code == ErrorCode.INTERNAL ? broken(request) : Problem.of(Refusal.of(code));
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static Problem broken(HttpServletRequest request) {
        var trace = Ids.token(10);
        LOG.error("trace {} at {}", trace, request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), (Throwable)
                request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        return Problem.of(Refusal.of(ErrorCode.INTERNAL), trace);
    }

    /** Which of our reasons stands for a status the machinery gave. */
    static ErrorCode codeOf(int status) {
        return switch (status) {
            case 401 -> ErrorCode.NOT_SIGNED_IN;
            case 403 -> ErrorCode.NOT_ALLOWED;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 503 -> ErrorCode.TOO_BUSY;
            default -> status < 500 ? ErrorCode.MALFORMED : ErrorCode.INTERNAL;
        };
    }
}
