using System.Text;
using PathToProd.Text;

namespace PathToProd.Facts.VersionSets;

/// <summary>The digest of what a version set runs.</summary>
public static class SetDigest
{
    /// <summary>
    /// The SHA-256 of one line <c>component version digest</c> for each member, by name in ordinal order, each ended with a
    /// line feed. Names, dates and notes are not in it: two sets that run the same have the same evidence.
    /// </summary>
    public static Digest Of(IEnumerable<SetMember> members)
    {
        var text = new StringBuilder();
        foreach (var member in members.OrderBy(member => member.Component, StringComparer.Ordinal))
        {
            text.Append(member.Component)
                .Append(' ')
                .Append(member.Version)
                .Append(' ')
                .Append(member.Digest)
                .Append('\n');
        }

        return Digest.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
