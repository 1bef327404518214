using System.Text.RegularExpressions;

namespace PathToProd.Model.Kubernetes;

/// <summary>What a person can do when a cluster refuses a resource: the very commands, where there are some.</summary>
public static partial class ClusterFailure
{
    /// <summary>The advice; null when nothing better is known than to look.</summary>
    /// <param name="error">What Helm or kubectl said.</param>
    /// <param name="kubectl">How the person runs kubectl there, up to the verb.</param>
    /// <param name="release">The component, which is the Helm release too.</param>
    /// <param name="namespace">The component's namespace.</param>
    public static string? Advice(string error, string kubectl, string release, string @namespace)
    {
        if (Foreign().Match(error) is { Success: true } foreign)
        {
            return Adopt(foreign.Groups["kind"].Value, foreign.Groups["name"].Value, kubectl, release, @namespace);
        }

        if (Immutable().Match(error) is { Success: true } immutable)
        {
            return Replace(immutable.Groups["kind"].Value, immutable.Groups["name"].Value, kubectl);
        }

        return NoNamespace().Match(error) is { Success: true } missing
            ? $"There is no namespace {missing.Groups["name"].Value}. A namespace under also-in must already exist: "
                + "require the component that creates it, or create it yourself."
            : null;
    }

    /// <summary>Whether Helm or kubectl gave up waiting, for a rollout or for an answer.</summary>
    /// <param name="error">What it said.</param>
    public static bool IsTooLate(string error) => TooLate().IsMatch(error);

    private static string Adopt(string kind, string name, string kubectl, string release, string @namespace)
    {
        var resource = $"{kind.ToLowerInvariant()}/{name}";
        return $"{kind} {name} already exists, but not from this release. If it should belong to it, hand it over to Helm and deploy again:\n"
            + $"  {kubectl} label {resource} app.kubernetes.io/managed-by=Helm --overwrite\n"
            + $"  {kubectl} annotate {resource} meta.helm.sh/release-name={release} meta.helm.sh/release-namespace={@namespace} --overwrite\n"
            + "Otherwise remove it, or give it another name in the chart.";
    }

    /// <summary>Each kind loses something else when it is replaced.</summary>
    private static string Replace(string kind, string name, string kubectl)
    {
        var delete = $"{kubectl} delete {kind.ToLowerInvariant()}/{name}";
        var keep =
            $"A field of {kind} {name} cannot change after it was created. Keep it as it was, or give the resource another name";
        return kind switch
        {
            "PersistentVolumeClaim" or "PersistentVolume" =>
                $"{keep} and move the data: replacing this one may lose what it holds.",
            "CustomResourceDefinition" => $"{keep}: replacing this one removes everything that was made from it.",
            "Namespace" => $"{keep}: replacing this one removes everything in it.",
            "StatefulSet" =>
                $"{keep}; or replace it, while its pods go on and keep their volumes, and deploy again:\n  {delete} --cascade=orphan",
            "Job" =>
                $"A Job runs once, and its pods cannot change. Give it another name whenever it changes, or make it a Helm hook; or replace it, and deploy again:\n  {delete}",
            "Service" =>
                $"{keep}; or replace it, which gives it another address and interrupts it, and deploy again:\n  {delete}",
            "StorageClass" =>
                $"{keep}; or replace it, while the volumes that were made from it stay as they are, and deploy again:\n  {delete}",
            _ => $"{keep}; or replace it, which interrupts what it does, and deploy again:\n  {delete}",
        };
    }

    [GeneratedRegex(
        """(?<kind>[A-Z][A-Za-z]+)(\.[a-z0-9.-]+)? "(?<name>[^"]+)" in namespace "[^"]*" exists and cannot be imported into the current release""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Foreign();

    /// <summary>The words of validation of the built-in kinds: see pkg/apis/*/validation in kubernetes/kubernetes.</summary>
    [GeneratedRegex(
        """(?<kind>[A-Z][A-Za-z]+)(\.[a-z0-9.-]+)? "(?<name>[^"]+)" is invalid: [^\n]*?(immutable|may not change|may not be changed|updates to [^\n]*? (are )?forbidden|updates may not change|cannot change roleRef)""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Immutable();

    /// <summary>The wording of Go's contexts and network, and of the code that waits: see wait.go in both.</summary>
    [GeneratedRegex(
        "timed out|deadline exceeded|i/o timeout|TLS handshake timeout|Client\\.Timeout exceeded|request canceled|took longer than",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex TooLate();

    [GeneratedRegex("""namespaces "(?<name>[^"]+)" not found""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoNamespace();
}
