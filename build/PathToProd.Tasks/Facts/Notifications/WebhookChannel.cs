using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Notifications;

/// <summary>A webhook whose address is found where <c>promotion.yaml</c> says; no address is a failure like any other.</summary>
internal sealed class WebhookChannel : IChannel
{
    private readonly Webhook? _webhook;
    private readonly string _missing = "";

    public WebhookChannel(SecretSource source, Workspace workspace, NotifierLimits limits, TimeProvider clock)
    {
        switch (SecretText.Read(source, workspace))
        {
            case SecretReading.Secret { Text: var text }:
                if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                {
                    _webhook = new Webhook(address, limits, clock);
                }
                else
                {
                    _missing = "is not an address that begins with https://";
                }

                break;
            case SecretReading.Nothing nothing:
                _missing = $"{nothing.Why} ({nothing.Fix})";
                break;
        }
    }

    public ValueTask<Delivery> SendAsync(string text, string id, CancellationToken cancellation) =>
        _webhook?.SendAsync(text, id, cancellation) ?? ValueTask.FromResult(new Delivery(_missing));

    public void Dispose() => _webhook?.Dispose();
}
