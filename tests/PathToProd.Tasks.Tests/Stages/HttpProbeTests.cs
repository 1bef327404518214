using System.Net;
using System.Net.Sockets;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class HttpProbeTests : IDisposable
{
    private readonly HttpListener _server = new();
    private readonly string _address;
    private int _asked;

    public HttpProbeTests()
    {
        _address = $"http://127.0.0.1:{FreePort()}/";
        _server.Prefixes.Add(_address);
    }

    public void Dispose() => ((IDisposable)_server).Dispose();

    [Test]
    public void It_asks_until_the_answer_is_right()
    {
        Serve(503, 404, 200);

        Probe(status: 200, TimeSpan.FromSeconds(30));

        _asked.ShouldBe(3);
    }

    [Test]
    public void Another_status_than_200_may_be_the_right_one()
    {
        Serve(301);

        Probe(status: 301, TimeSpan.FromSeconds(30));
    }

    [Test]
    public void A_wrong_answer_until_the_end_is_told()
    {
        Serve(503);

        Failure(status: 200)
            .ShouldBe(
                $"{_address} did not answer with 200 in time: it answered 503.\n"
                    + "Ask it yourself, or raise smoke.timeout in component.yaml."
            );
    }

    [Test]
    public void Nobody_there_is_told()
    {
        var port = new Uri(_address).Port;

        Failure(status: 200)
            .ShouldBe(
                $"{_address} did not answer with 200 in time: Connection refused (127.0.0.1:{port}).\n"
                    + "Ask it yourself, or raise smoke.timeout in component.yaml."
            );
    }

    [Test]
    public void Somebody_who_takes_the_call_and_never_answers_is_told_when_the_time_is_up()
    {
        _server.Start();

        Failure(status: 200)
            .ShouldBe(
                $"{_address} did not answer with 200 in time: it was not asked.\n"
                    + "Ask it yourself, or raise smoke.timeout in component.yaml."
            );
    }

    [Test]
    public void A_cancelled_run_is_not_told_as_a_slow_answer()
    {
        using var run = new CancellationTokenSource();
        Serve(503);
        run.CancelAfter(TimeSpan.FromMilliseconds(100));
        using var limit = new StageLimit(TimeSpan.FromMinutes(1), TimeProvider.System, run.Token);

        Should.Throw<OperationCanceledException>(() =>
            HttpProbe.WaitUntilAnswered(new HttpCheck(new Uri(_address)), TimeProvider.System, limit)
        );
    }

    private string Failure(int status)
    {
        var failure = Should.Throw<PlatformException>(() => Probe(status, TimeSpan.FromMilliseconds(700)));
        failure.ExitCode.ShouldBe(ExitCode.Failed);
        return failure.Message;
    }

    private void Probe(int status, TimeSpan time)
    {
        using var limit = new StageLimit(time, TimeProvider.System, CancellationToken.None);
        HttpProbe.WaitUntilAnswered(new HttpCheck(new Uri(_address), status), TimeProvider.System, limit);
    }

    /// <summary>Answers with these, one after another, and with the last one from then on.</summary>
    private void Serve(params int[] answers)
    {
        _server.Start();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                var call = await _server.GetContextAsync();
                call.Response.StatusCode = answers[Math.Min(_asked++, answers.Length - 1)];
                call.Response.Close();
            }
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
