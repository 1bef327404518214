using System.Net.Http.Headers;
using System.Text;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>The users and passwords that <c>platform.yaml</c> names for addresses. They are read when an address is first asked, and hidden from then on.</summary>
internal sealed class HttpCredentials(PlatformManifest platform, Workspace workspace, Redactor redactor)
{
    /// <summary>With what an address is asked; null for nothing.</summary>
    /// <exception cref="PlatformException">A secret that is named for it is not available (exit code 2).</exception>
    public AuthenticationHeaderValue? For(Uri address)
    {
        if (Named(address) is not { } named)
        {
            return null;
        }

        var problems = new List<Problem>();
        var user = Read(named, "username", named.Username, problems);
        var password = Read(named, "password", named.Password, problems);
        PlatformException.ThrowIfAny(problems);
        var parameter = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        redactor.Add(password, parameter);
        return new AuthenticationHeaderValue("Basic", parameter);
    }

    /// <summary>What to do about an address that let us in with nothing, or not with what it got.</summary>
    public string Fix(Uri address) =>
        Named(address) is { } named
            ? $"correct {Place(named.Username)} and {Place(named.Password)}, from which {platform.Source[Key(named)]} takes the user and the password"
            : "name its user and its password under credentials in platform.yaml; see docs/upstream-charts.md";

    /// <summary>The longest one counts.</summary>
    private UpstreamCredentials? Named(Uri address) =>
        platform
            .Credentials.Where(one => one.Covers(address))
            .OrderByDescending(one => one.Address.TrimEnd('/').Length)
            .FirstOrDefault();

    private string Read(UpstreamCredentials named, string part, SecretSource source, List<Problem> problems)
    {
        switch (SecretText.Read(source, workspace))
        {
            case SecretReading.Secret secret:
                return secret.Text;
            case SecretReading.Nothing nothing:
                problems.Add(
                    new Problem(
                        platform.Source[$"{Key(named)}.{part}"],
                        $"the {part} for {named.Address} {nothing.Why}",
                        nothing.Fix
                    )
                );
                break;
        }

        return "";
    }

    private static string Key(UpstreamCredentials named) => $"credentials.{named.Address}";

    private static string Place(SecretSource source) =>
        source.EnvironmentVariable is { } variable ? $"the variable {variable}" : $"the file {source.File}";
}
