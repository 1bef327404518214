using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Stages.Deployments;

[CancelAfter(60_000)]
public sealed class ClusterSilenceTests
{
    [TestCase("", ": kubectl ended with 3")]
    [TestCase("Unable to connect to the server: EOF\n", ": Unable to connect to the server: EOF")]
    [TestCase(
        "Your session has expired. Run: cloud sso login\nE1129 08:15:30.123456   47 memcache.go:265] couldn't get current server API\n"
            + "Your session has expired. Run: cloud sso login\nUnable to connect to the server: exec: exit code 255\n",
        "; kubectl printed:\n  Your session has expired. Run: cloud sso login\n  Unable to connect to the server: exec: exit code 255"
    )]
    [TestCase(
        "E1129 08:15:30.123456   47 memcache.go:265] the only word\n",
        ": E1129 08:15:30.123456   47 memcache.go:265] the only word"
    )]
    [TestCase("the token is s3cr3t-token\n", ": the token is ***")]
    public void The_words_of_the_tool_and_its_plugin_are_reported_once(string error, string shown) =>
        Silence($"printf '%s' \"$0\" >&2; exit 3", error).ShouldBe(shown);

    [Test]
    public void A_plugin_that_waits_for_its_user_is_heard() =>
        Silence("echo 'Open https://login.example.com in a browser' >&2; exec sleep 60", "", TimeSpan.FromSeconds(1))
            .ShouldBe(": no answer within 7 s; kubectl printed:\n  Open https://login.example.com in a browser");

    [Test]
    public void What_a_tool_logs_before_its_time_is_up_adds_nothing() =>
        Silence(
                "echo 'E1129 08:15:30.123456   47 memcache.go:265] context deadline exceeded' >&2; exec sleep 60",
                "",
                TimeSpan.FromSeconds(1)
            )
            .ShouldBe(": no answer within 7 s");

    private static string Silence(string script, string argument, TimeSpan? timeout = null)
    {
        var redactor = new Redactor();
        redactor.Add("s3cr3t-token");
        var command = new Command("/bin/sh", "-c", script, argument)
        {
            Capture = Capture.Output | Capture.Error,
            Timeout = timeout,
        };
        using var result = new CommandRunner().Run(command, new ProcessScope());
        return ClusterSilence.Of("kubectl", result, TimeSpan.FromSeconds(7), redactor);
    }
}
