using PathToProd.Decisions.Bumps;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>Looks up what a new component is to refer to.</summary>
public static class NewestChart
{
    private const string Unknown = "0.0.0-0";

    /// <summary>The newest release of a chart, with the digest of its package.</summary>
    /// <exception cref="PlatformException">It has no release (exit code 2), or cannot be looked up or fetched (1).</exception>
    public static UpstreamChart Find(RunServices services, UpstreamAddress address)
    {
        var reference = new UpstreamReference("chart", address.Repository, address.Name, Unknown, null);
        var listed = services.Upstream.Versions(reference)!;
        var version = BumpChoice.Of(reference, listed, to: null);
        if (version == Unknown)
        {
            throw PlatformException.Wrong(
                $"{address.Repository} has no release of {address.Name}",
                "correct the address, or write chart into component.yaml with the version that you want"
            );
        }

        var package = services.Upstream.Published(reference with { Version = version }, folder: null);
        return new UpstreamChart(address.Repository, address.Name, version, package.Digest);
    }
}
