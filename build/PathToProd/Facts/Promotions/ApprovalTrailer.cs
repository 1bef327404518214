using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>
/// An approval as a trailer of a commit's message, on one line: <c>Path-to-Prod-Approves: prod 2026.11.1 set=sha256:… policy=sha256:… plan=sha256:…</c>. Who
/// approved, and when, is who signed the commit and when it was made.
/// </summary>
public static class ApprovalTrailer
{
    /// <summary>The trailer's key.</summary>
    public const string Key = "Path-to-Prod-Approves";

    private static readonly string[] Digests = ["set", "policy", "plan"];

    /// <summary>The value of the trailer.</summary>
    public static string Write(PromotionRecord.Approved approval) =>
        $"{approval.Environment} {approval.Set.Name} set={approval.Set.Digest} policy={approval.Policy} plan={approval.Plan}";

    /// <summary>Reads a value.</summary>
    /// <param name="text">The value.</param>
    /// <param name="head">Who approved, and when.</param>
    /// <param name="commit">The commit.</param>
    /// <exception cref="FormatException">It is no approval, with what is wrong as the end of a sentence: <c>it has no plan=…</c>.</exception>
    public static PromotionRecord.Approved Read(string text, RecordHead head, string commit)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0].Contains('=') || words[1].Contains('='))
        {
            throw new FormatException("it does not begin with an environment and a version set");
        }

        if (words[2..].FirstOrDefault(word => !IsKnown(word)) is { } unknown)
        {
            throw new FormatException($"it has {unknown}, which is not set=, policy= or plan= with a digest");
        }

        var digests = Digests.Select(name => Find(words, name)).ToArray();
        return new PromotionRecord.Approved
        {
            Head = head,
            Environment = words[0],
            Set = new SetReference(words[1], digests[0]),
            Policy = digests[1],
            Plan = digests[2],
            Commit = commit,
        };
    }

    private static bool IsKnown(string word) =>
        word.Split('=', 2) is [var name, var value] && Digests.Contains(name) && new Digest(value).IsValid;

    private static Digest Find(string[] words, string name) =>
        words.Where(word => word.StartsWith($"{name}=", StringComparison.Ordinal)).ToArray() switch
        {
            [var word] => new Digest(word[(name.Length + 1)..]),
            [] => throw new FormatException($"it has no {name}="),
            _ => throw new FormatException($"it has {name}= more than once"),
        };
}
