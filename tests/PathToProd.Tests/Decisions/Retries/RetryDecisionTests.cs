using PathToProd.Decisions.Retries;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Retries;

/// <summary>The words of kubectl, Helm, Terraform, skopeo and of the clouds, as their users report them.</summary>
public sealed class RetryDecisionTests
{
    [TestCase("dial tcp 127.0.0.1:6443: connect: connection refused", "the connection was refused")]
    [TestCase(
        "connectex: No connection could be made because the target machine actively refused it.",
        "the connection was refused"
    )]
    [TestCase("read tcp 10.0.0.1:5000->10.0.0.2:6443: read: connection reset by peer", "the connection broke off")]
    [TestCase("http2: client connection lost", "the connection broke off")]
    [TestCase("error: unexpected EOF", "the connection broke off")]
    [TestCase("Get \"https://10.0.0.2:6443/api\": EOF", "the connection broke off")]
    [TestCase("write: broken pipe", "the connection broke off")]
    [TestCase("dial tcp 10.0.0.2:6443: connect: no route to host", "the network was away")]
    [TestCase("dial tcp: lookup api.example.com: Temporary failure in name resolution", "the network was away")]
    [TestCase(
        "Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded while awaiting headers)",
        "the server did not answer in time"
    )]
    [TestCase("Unable to connect to the server: net/http: TLS handshake timeout", "the server did not answer in time")]
    [TestCase("dial tcp 10.0.0.2:6443: i/o timeout", "the server did not answer in time")]
    [TestCase("Error from server: etcdserver: request timed out", "the server did not answer in time")]
    [TestCase(
        "Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request",
        "the server did not answer in time"
    )]
    [TestCase(
        "Timeout: request did not complete within requested timeout - context deadline exceeded",
        "the server did not answer in time"
    )]
    [TestCase(
        "Error from server (TooManyRequests): the server has received too many requests",
        "the server had too many requests"
    )]
    [TestCase("operation error EC2: DescribeVpcs, StatusCode: 429", "the server had too many requests")]
    [TestCase("ThrottlingException: Rate exceeded", "the server had too many requests")]
    [TestCase("RequestLimitExceeded: Request limit exceeded.", "the server had too many requests")]
    [TestCase("googleapi: Error 403: Quota exceeded, rateLimitExceeded", "the server had too many requests")]
    [TestCase("unexpected status code 503", "the server failed")]
    [TestCase("received unexpected HTTP status: 502 Bad Gateway", "the server failed")]
    [TestCase(
        "Error from server (ServiceUnavailable): the server is currently unable to handle the request",
        "the server failed"
    )]
    [TestCase("Error from server: etcdserver: leader changed", "the server failed")]
    [TestCase(
        "Error from server (InternalError): Internal error occurred: failed calling webhook \"v.example.com\"",
        "the server failed"
    )]
    [TestCase("api error InternalError: We encountered an internal error, StatusCode: 500", "the server failed")]
    [TestCase(
        "Error: Error acquiring the state lock\nLock Info:\n  ID:        9db590f1\n  Operation: OperationTypeApply\n  Who:       ann@laptop\n",
        "ann@laptop holds the lock of the state"
    )]
    public void What_may_pass_by_itself_is_tried_again(string lines, string because) =>
        RetryDecision.Of(ExitCode.Failed, lines.Split('\n')).ShouldBe(new RetryVerdict(true, because));

    [TestCase("Error from server (Forbidden): pods is forbidden: User \"ci\" cannot list", "something was not allowed")]
    [TestCase("error: You must be logged in to the server (Unauthorized)", "something was not allowed")]
    [TestCase("tls: failed to verify certificate: x509: certificate has expired", "something was not allowed")]
    [TestCase("UnauthorizedOperation: You are not authorized to perform this operation.", "something was not allowed")]
    [TestCase("AccessDenied: Access Denied, StatusCode: 500", "something was not allowed")]
    [TestCase("The Deployment \"web\" is invalid: spec.selector: field is immutable", "something is not valid")]
    [TestCase("error validating \"STDIN\": error validating data", "something is not valid")]
    [TestCase("admission webhook \"v.example.com\" denied the request: no", "something is not valid")]
    [TestCase("pods \"web\" is forbidden: violates PodSecurity", "something was not allowed")]
    [TestCase("Error: Unsupported argument", "something is not valid")]
    [TestCase("no matches for kind \"Widget\" in version \"example.com/v1\"", "something is not valid")]
    [TestCase("Error: YAML parse error on web/templates/web.yaml", "something is not valid")]
    [TestCase(
        "Error: Error acquiring the state lock\nError message: resource temporarily unavailable",
        "the state is locked, and nothing says by whom"
    )]
    [TestCase("error: timed out waiting for the condition", "nothing shows that it would pass by itself")]
    [TestCase("Error: UPGRADE FAILED: context deadline exceeded", "nothing shows that it would pass by itself")]
    [TestCase(
        "Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress",
        "nothing shows that it would pass by itself"
    )]
    [TestCase("dial tcp: lookup api.exmaple.com: no such host", "nothing shows that it would pass by itself")]
    [TestCase("503 widgets were made, 429 were not", "nothing shows that it would pass by itself")]
    [TestCase("Error: boom", "nothing shows that it would pass by itself")]
    [TestCase("", "nothing shows that it would pass by itself")]
    public void What_stays_wrong_or_is_not_known_is_not(string lines, string because) =>
        RetryDecision.Of(ExitCode.Failed, lines.Split('\n')).ShouldBe(new RetryVerdict(false, because));

    [Test]
    public void What_was_denied_is_not_tried_again_whatever_else_was_printed() =>
        RetryDecision
            .Of(ExitCode.Failed, ["W: connection refused, retrying", "Error from server (Forbidden): no"])
            .IsWorthIt.ShouldBeFalse();

    [TestCase(ExitCode.WrongInput)]
    [TestCase(ExitCode.Refused)]
    [TestCase(ExitCode.Cancelled)]
    public void What_was_refused_or_is_wrong_stays_so(ExitCode exitCode) =>
        RetryDecision
            .Of(exitCode, ["connection refused"])
            .ShouldBe(new RetryVerdict(false, "what was refused, or is wrong, stays so"));

    [Test]
    public void Each_delay_is_twice_the_one_before_up_to_a_minute() =>
        Enumerable
            .Range(2, 10)
            .Select(attempt => RetryDecision.Delay(attempt).TotalSeconds)
            .ShouldBe([2, 4, 8, 16, 32, 60, 60, 60, 60, 60]);
}
