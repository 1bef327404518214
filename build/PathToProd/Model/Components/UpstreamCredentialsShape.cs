using System.Diagnostics.CodeAnalysis;
using PathToProd.Formats.Shapes;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>What <c>credentials</c> in <c>platform.yaml</c> must look like.</summary>
internal static class UpstreamCredentialsShape
{
    private const string Loopback = "http://(?:localhost|127(?:\\.[0-9]{1,3}){3})(?=[:/]|$)";

    /// <summary>A password never goes over plain HTTP, but on this machine.</summary>
    public static readonly TextFormat<string> Address = new(
        "an address such as https://charts.example.com",
        $"^(?=https://|{Loopback})(?!.*[?#]){HttpFormat.Address.Pattern[1..]}",
        TryParse
    );

    private static readonly Key<SecretSource?> Username = Part("username", "CHARTS_USER");

    private static readonly Key<SecretSource?> Password = Part("password", "CHARTS_PASSWORD");

    public static readonly Key<Named<UpstreamCredentials>[]> Credentials = new(
        "credentials",
        new MapShape<UpstreamCredentials>(
            "an entry of credentials",
            Address,
            new ObjectShape<UpstreamCredentials>(
                fields => new UpstreamCredentials("", fields.Get(Username)!, fields.Get(Password)!),
                Username,
                Password
            )
        ),
        "User and password for repositories of charts and archives of modules that want them, by what their addresses begin with. They are named here, and never written. Registries and Git have theirs elsewhere."
    )
    {
        Fallback = [],
    };

    private static Key<SecretSource?> Part(string name, string variable) =>
        new(name, SecretShape.Shape!, $"Where the {name} is found.")
        {
            Fallback = null,
            RequiredAs = $"{name}: {{ env: {variable} }}",
        };

    private static bool TryParse(string text, [MaybeNullWhen(false)] out string value, out TextError error)
    {
        value = text;
        if (!HttpFormat.Address.Parser(text, out var address, out error))
        {
            return false;
        }

        if (text.AsSpan().IndexOfAny('?', '#') is >= 0 and var more)
        {
            error = new TextError(more, "it holds more than a host and a path", "write what all addresses begin with");
            return false;
        }

        if (address.Scheme == Uri.UriSchemeHttps || IsLoopback(address))
        {
            return true;
        }

        error = new TextError(0, "a password sent there can be read on its way", "write https://");
        return false;
    }

    private static bool IsLoopback(Uri address) =>
        address.IsLoopback && (address.Host == "localhost" || char.IsAsciiDigit(address.Host[0]));
}
