using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Promotions.Notifications;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Environments;
using PathToProd.Model.Promotions.Notifications;
using PathToProd.Tasks.Facts.Notifications;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Facts.Notifications;

/// <summary>Receivers that answer, hang, fail, refuse and hang up, each a real server on this machine.</summary>
public sealed class NotifierTests
{
    private const string Variable = "PATH_TO_PROD_TEST_HOOK";

    private static readonly NotifierLimits Quick = new()
    {
        Answer = TimeSpan.FromMilliseconds(300),
        FirstDelay = TimeSpan.FromMilliseconds(10),
        LongestDelay = TimeSpan.FromMilliseconds(50),
        AtTheEnd = TimeSpan.FromSeconds(20),
    };

    private ConcurrentQueue<string> _said = [];
    private Redactor _redactor = new();
    private TemporaryFolder _folder = null!;
    private HookServer _server = null!;
    private Variable _variable = null!;

    [SetUp]
    public void Start()
    {
        _said = [];
        _redactor = new Redactor();
        _folder = new TemporaryFolder();
        _server = new HookServer();
        _variable = new Variable(Variable, _server.Address);
    }

    [TearDown]
    public void Stop()
    {
        _variable.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Test, CancelAfter(30_000)]
    public void A_webhook_and_a_file_get_what_they_want()
    {
        using var notifier = Notifier(
            Quick,
            Hook() with
            {
                Events = [NotificationEvent.Promoted],
            },
            new NotificationReceiver { File = "artifacts/all.jsonl" }
        );
        notifier.Send(Promoted("r1"));
        notifier.Send(Announced("r2"));
        notifier.Finish();

        var (id, body) = _server.Received.ShouldHaveSingleItem();
        id.ShouldBe(Promoted("r1").Id);
        JsonNode.Parse(body)!["text"]!.GetValue<string>().ShouldBe("2026.11.1 was promoted to prod, by ann@laptop");
        File.ReadAllLines(_folder["artifacts/all.jsonl"])
            .Select(line => JsonNode.Parse(line)!["event"]!.GetValue<string>())
            .ShouldBe(["promoted", "announced"]);
        _said.ShouldBeEmpty();
    }

    [Test, CancelAfter(30_000)]
    public void One_that_fails_once_gets_it_the_second_time()
    {
        _server.Answers(500).Answers(429, retryAfter: "0").Answers(204);

        Send(Promoted("r1"));

        _server.Received.Count.ShouldBe(3);
        _said.ShouldBeEmpty();
        Waiting().ShouldBe(0);
    }

    [Test, CancelAfter(30_000)]
    public void One_that_asks_for_an_hour_is_not_waited_for_that_long()
    {
        _server.Answers(429, retryAfter: "3600").Answers(200);

        Send(Promoted("r1"));

        _server.Received.Count.ShouldBe(2);
    }

    [TestCase("hangs", "did not answer within 300 ms", 3)]
    [TestCase("500", "answered 500", 3)]
    [TestCase("404", "answered 404", 1)]
    [TestCase("301", "answered 301", 1)]
    [CancelAfter(30_000)]
    public void What_does_not_arrive_is_said_and_sent_by_the_next_run(string does, string why, int tries)
    {
        _ = does == "hangs" ? _server.Hangs() : _server.Answers(int.Parse(does));

        Send(Promoted("r1"), Promoted("r2"));

        // After the first one the receiver is dead, and the second is not tried.
        _server.Received.Select(one => one.Id).Distinct().ShouldHaveSingleItem();
        _server.Received.Count.ShouldBe(tries);
        _said.ShouldBe([$"the webhook in {Variable} {why}: 2 notifications wait, and the next run sends them."]);

        _said.Clear();
        _server.Received.Clear();
        _server.Answers(200);
        using var next = Notifier(Quick, Hook());
        next.SendWaiting();
        next.Finish();
        _server.Received.Select(one => one.Id).ShouldBe([Promoted("r1").Id, Promoted("r2").Id], ignoreOrder: true);
        _said.ShouldBeEmpty();
    }

    [Test, CancelAfter(30_000)]
    public void One_that_hangs_up_is_tried_again_and_then_left()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var calls = 0;
        new Thread(() =>
        {
            try
            {
                while (true)
                {
                    listener.AcceptTcpClient().Dispose();
                    Interlocked.Increment(ref calls);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The test ended.
            }
        })
        {
            IsBackground = true,
        }.Start();
        using var address = new Variable(Variable, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        Send(Promoted("r1"));

        calls.ShouldBe(3);
        _said.ShouldBe([
            $"the webhook in {Variable} broke off the connection: 1 notification waits, and the next run sends it.",
        ]);
    }

    [Test, CancelAfter(30_000)]
    public void Where_nothing_listens_it_is_said_without_the_address()
    {
        using var nowhere = new Variable(Variable, $"http://{LoopbackServer.FreeAuthority()}/secret");

        Send(Promoted("r1"));

        _said.ShouldBe([
            $"the webhook in {Variable} cannot be reached: 1 notification waits, and the next run sends it.",
        ]);
    }

    [Test, CancelAfter(30_000)]
    public void A_dead_receiver_delays_neither_the_work_nor_the_end_nor_another_receiver()
    {
        _server.Hangs();
        var limits = Quick with { Answer = TimeSpan.FromMinutes(1), AtTheEnd = TimeSpan.FromMilliseconds(100) };
        using var notifier = Notifier(limits, Hook(), new NotificationReceiver { File = "all.jsonl" });
        var watch = Stopwatch.StartNew();

        notifier.Send(Promoted("r1"));
        Eventually.Holds(() => !_server.Received.IsEmpty, "the request arrives");
        notifier.Finish();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        File.ReadAllLines(_folder["all.jsonl"]).Length.ShouldBe(1);
        _said.ShouldBe([
            $"the webhook in {Variable} did not answer before the end of this run: 1 notification waits, and the next run sends it.",
        ]);
    }

    [Test, CancelAfter(30_000)]
    public void The_same_event_is_sent_once_also_by_another_run()
    {
        Send(Promoted("r1"), Promoted("r1"));
        Send(Promoted("r1"));

        _server.Received.Count.ShouldBe(1);
    }

    [Test, CancelAfter(30_000)]
    public void What_a_killed_process_left_is_sent_by_the_next_one()
    {
        // As it is when a process is killed before it has sent anything: kept, and nothing more.
        new Outbox(_folder["artifacts/notifications"], Hook().Name, TimeProvider.System).Add(
            "left",
            "{\"text\":\"left\"}"
        );

        using var next = Notifier(Quick, Hook());
        next.SendWaiting();
        next.Finish();

        _server.Received.ShouldBe([("left", "{\"text\":\"left\"}")]);
        Waiting().ShouldBe(0);
    }

    [Test, CancelAfter(30_000)]
    public void What_does_not_arrive_for_a_week_is_given_up()
    {
        _server.Answers(500);
        Send(Promoted("r1"));
        _said.Clear();

        using var late = new Notifier(
            new Workspace(_folder.Path),
            [Hook()],
            _redactor,
            new LaterClock(TimeSpan.FromDays(8)),
            _said.Enqueue,
            Quick
        );
        late.SendWaiting();
        late.Finish();

        _said.ShouldBe([$"the webhook in {Variable} did not get 1 notification for 7 days. They are given up."]);
        Waiting().ShouldBe(0);
    }

    [Test, CancelAfter(30_000)]
    public void Neither_a_secret_nor_the_address_is_sent_kept_or_said()
    {
        _redactor.Add("hunter22");
        _server.Answers(404);
        var notification = Promoted("r1") with
        {
            Because = ["the password is hunter22", $"it is sent to {_server.Address}"],
        };

        Send(notification);

        var body = _server.Received.Single().Body;
        JsonNode.Parse(body)!["because"]!
            .AsArray()
            .Select(one => one!.GetValue<string>())
            .ShouldBe(["the password is ***", "it is sent to ***"]);
        var kept = string.Concat(
            Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllText)
        );
        foreach (var secret in (string[])["hunter22", "hidden-path"])
        {
            (kept + string.Concat(_said)).ShouldNotContain(secret);
        }
    }

    [Test, CancelAfter(30_000)]
    public void A_webhook_whose_address_is_not_there_or_is_none_is_said()
    {
        using (new Variable(Variable, value: null))
        {
            Send(Promoted("r1"));
        }

        using (new Variable(Variable, "hooks.example.com"))
        {
            Send(Promoted("r1"));
        }

        _said.ShouldBe([
            $"the webhook in {Variable} is not there (set the variable {Variable}): 1 notification waits, and the next run sends it.",
            $"the webhook in {Variable} is not an address that begins with https://: 1 notification waits, and the next run sends it.",
        ]);
    }

    [Test, CancelAfter(30_000)]
    public void Slack_gets_a_message_in_which_nothing_is_a_link_or_a_mention()
    {
        using var notifier = Notifier(Quick, Hook() with { Format = NotificationFormat.Slack });
        notifier.Send(Promoted("r1") with { Because = ["<!channel> & more"], Lift = ["wait"] });
        notifier.Finish();

        JsonNode.Parse(_server.Received.Single().Body)!["text"]!
            .GetValue<string>()
            .ShouldBe(
                $"""
                *2026.11.1 was promoted to prod, by ann@laptop.*
                • because &lt;!channel&gt; &amp; more
                → wait.
                _{Promoted("r1").Id}_
                """
            );
    }

    private static NotificationReceiver Hook() => new() { Webhook = new SecretSource(Variable, null) };

    private static Notification Promoted(string id) =>
        Notification.Of(
            new PromotionRecord.Promoted
            {
                Head = Head(id),
                Environment = "prod",
                Set = new SetReference("2026.11.1", new Digest("sha256:01")),
                Policy = "",
            }
        )!;

    private static Notification Announced(string id) =>
        Notification.Of(
            new PromotionRecord.Announced
            {
                Head = Head(id),
                Environment = "prod",
                Set = new SetReference("2026.11.1", new Digest("sha256:01")),
            }
        )!;

    private static RecordHead Head(string id) =>
        new(id, new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero), "ann@laptop");

    private void Send(params Notification[] notifications)
    {
        using var notifier = Notifier(Quick, Hook());
        foreach (var notification in notifications)
        {
            notifier.Send(notification);
        }

        notifier.Finish();
    }

    private Notifier Notifier(NotifierLimits limits, params NotificationReceiver[] receivers) =>
        new(new Workspace(_folder.Path), receivers, _redactor, TimeProvider.System, _said.Enqueue, limits);

    private int Waiting() =>
        new Outbox(_folder["artifacts/notifications"], Hook().Name, TimeProvider.System).Waiting().Count;

    private sealed class LaterClock(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }
}
