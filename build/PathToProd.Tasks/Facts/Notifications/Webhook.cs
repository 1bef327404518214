using System.Net;
using System.Text;
using PathToProd.Text;
using Polly;

namespace PathToProd.Tasks.Facts.Notifications;

/// <summary>
/// Sends to one address. The address is a secret, so nothing that is said here has a part of it: messages of the system, which name the host, are not
/// passed on.
/// </summary>
internal sealed class Webhook : IChannel
{
    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly NotifierLimits _limits;
    private readonly ResiliencePipeline<Delivery> _pipeline;

    public Webhook(Uri address, NotifierLimits limits, TimeProvider clock)
    {
        (_address, _limits) = (address, limits);
#pragma warning disable CA2000 // the client disposes its handler
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
#pragma warning restore CA2000
        _pipeline = limits.Patience.Pipeline<Delivery>(
            clock,
            delivery => delivery is { Failure: not null, MayPass: true },
            delivery => delivery.After
        );
    }

    /// <summary>Sends it, several times if need be. Its id goes into a header too.</summary>
    public ValueTask<Delivery> SendAsync(string text, string id, CancellationToken cancellation) =>
        _pipeline.ExecuteAsync(async ends => await TryAsync(text, id, ends), cancellation);

    public void Dispose() => _client.Dispose();

    private async Task<Delivery> TryAsync(string text, string id, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_limits.Answer);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address)
            {
                Content = new StringContent(text, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", id);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Of(answer);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery($"did not answer within {Duration.Text(_limits.Answer)}", MayPass: true);
        }
        catch (HttpRequestException exception)
        {
            return new Delivery(Why(exception.HttpRequestError), MayPass: true);
        }
    }

    private static Delivery Of(HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode
            ? Delivery.Done
            : new Delivery(
                $"answered {(int)answer.StatusCode}",
                MayPass: answer.StatusCode
                    is HttpStatusCode.RequestTimeout
                        or HttpStatusCode.TooManyRequests
                        or >= HttpStatusCode.InternalServerError,
                answer.Headers.RetryAfter?.Delta
            );

    private static string Why(HttpRequestError error) =>
        error switch
        {
            HttpRequestError.NameResolutionError => "cannot be found: its host has no address",
            HttpRequestError.ConnectionError => "cannot be reached",
            HttpRequestError.SecureConnectionError => "has a certificate that is not trusted",
            _ => "broke off the connection",
        };
}
