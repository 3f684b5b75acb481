package org.sanhao.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.Refusal.FieldFault;
import org.sanhao.kernel.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever went wrong into a {@link Problem}; nothing else in the product writes an error body. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ObjectProvider<RefusalWitness> witnesses;

    ProblemAdvice(ObjectProvider<RefusalWitness> witnesses) {
        this.witnesses = witnesses;
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(RefusedException no) {
        return answer(no.refusal());
    }

    @ExceptionHandler
    ResponseEntity<Problem> stale(StaleVersion no) {
        return respond(no.problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalid(MethodArgumentNotValidException no) {
        var faults = no.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldFault(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList();
        return answer(invalidFields(faults));
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalid(ConstraintViolationException no) {
        var faults = no.getConstraintViolations().stream()
                .map(each -> new FieldFault(each.getPropertyPath().toString(), each.getMessage()))
                .toList();
        return answer(invalidFields(faults));
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalid(HandlerMethodValidationException no) {
        var faults = no.getParameterValidationResults().stream()
                .flatMap(parameter -> parameter.getResolvableErrors().stream()
                        .map(error -> new FieldFault(
                                String.valueOf(parameter.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        return answer(invalidFields(faults));
    }

    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        MissingRequestValueException.class,
        MethodArgumentTypeMismatchException.class,
        HttpMediaTypeException.class,
        MultipartException.class,
        MissingServletRequestPartException.class,
        InvalidParameterException.class
    })
    ResponseEntity<Problem> malformed(Exception no) {
        // What was refused while the body was read has its own words, wrapped by whoever was reading.
        for (@Nullable Throwable cause = no; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException known) {
                return answer(known.refusal());
            }
        }
        return answer(Refusal.of(ErrorCode.MALFORMED));
    }

    @ExceptionHandler
    ResponseEntity<Problem> noSuchPage(NoResourceFoundException no) {
        return answer(Refusal.of(ErrorCode.NOT_FOUND));
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongMethod(HttpRequestMethodNotSupportedException no) {
        return answer(Refusal.of(ErrorCode.METHOD_NOT_ALLOWED));
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooLarge(MaxUploadSizeExceededException no) {
        return answer(Refusal.of(ErrorCode.TOO_LARGE, "单次上传的上限"));
    }

    @ExceptionHandler
    ResponseEntity<Problem> forbidden(AccessDeniedException no) {
        return answer(Refusal.of(ErrorCode.NOT_ALLOWED));
    }

    @ExceptionHandler
    ResponseEntity<Problem> broken(Exception bug, @org.jspecify.annotations.Nullable HttpServletRequest request) {
        var passing = Breakdown.refusal(bug);
        if (passing.isPresent()) {
            return answer(passing.get());
        }
        var trace = Ids.token(10);
        LOG.error("trace {} at {}", trace, request == null ? "-" : request.getRequestURI(), bug);
        var problem = Problem.of(Refusal.of(ErrorCode.INTERNAL), trace);
        return respond(problem);
    }

    private static Refusal invalidFields(List<FieldFault> faults) {
        var refusal = Refusal.of(ErrorCode.INVALID_FIELDS, faults.size());
        for (var fault : faults) {
            refusal = refusal.at(fault.field(), fault.message());
        }
        return refusal;
    }

    private ResponseEntity<Problem> answer(Refusal refusal) {
        witnesses.forEach(witness -> witness.refused(refusal));
        if (refusal.code() == ErrorCode.TOO_MANY_REQUESTS) {
            return ResponseEntity.status(refusal.code().status())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .header(HttpHeaders.RETRY_AFTER, refusal.args().getFirst())
                    .body(Problem.of(refusal));
        }
        return respond(Problem.of(refusal));
    }

    private static ResponseEntity<Problem> respond(Problem problem) {
        var builder = ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == 503) {
            builder.header(HttpHeaders.RETRY_AFTER, "2");
        }
        return builder.body(problem);
    }
}
