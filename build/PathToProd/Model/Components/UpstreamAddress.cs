using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>A chart as one address: <c>https://charts.example.com/cert-manager</c>, <c>oci://registry.example.com/charts/cert-manager</c>.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Name">The chart's name there.</param>
public sealed record UpstreamAddress(string Repository, string Name)
{
    /// <summary>Reads it: what stands behind the last slash is the chart's name.</summary>
    /// <param name="text">The address.</param>
    /// <param name="label">What it is called in the problem.</param>
    /// <exception cref="PlatformException">It is no such address.</exception>
    public static UpstreamAddress Parse(string text, string label)
    {
        var slash = text.LastIndexOf('/');
        var (repository, name) = slash < 0 ? (text, "") : (text[..slash], text[(slash + 1)..]);
        return
            UpstreamFormat.Repository.Parser(repository, out _, out var error)
            && UpstreamFormat.ChartName.Parser(name, out _, out error)
            ? new UpstreamAddress(repository, name)
            : throw PlatformException.Wrong(
                $"{label} must be the address of a repository and the name of a chart in it, and \"{AddressText.Hide(text)}\" is not: {error.What}",
                $"write {label}=https://charts.example.com/cert-manager or {label}=oci://registry.example.com/charts/cert-manager"
            );
    }
}
