using PathToProd.Text;

namespace PathToProd.Model.Kubernetes.Patches;

/// <summary>A patch does not fit the resource that it matches.</summary>
/// <param name="where">The part of the patch.</param>
/// <param name="message">Why not, as the end of a sentence.</param>
/// <param name="fix">What to do.</param>
internal sealed class PatchException(SourcePosition where, string message, string fix) : Exception(message)
{
    public SourcePosition Where => where;

    public string Fix => fix;
}
