using System.Collections.Immutable;
using PathToProd.Formats.Shapes;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.VersionSets;

/// <summary>A component that should become newer.</summary>
/// <param name="Component">The component.</param>
/// <param name="Range">The versions that will do; null for any.</param>
public sealed record Upgrade(string Component, VersionRange? Range)
{
    /// <summary>Reads <c>ingress,external-dns@1.x</c>. A range may hold commas itself: what is not a name belongs to the range before it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="label">What messages call it: the option that said it.</param>
    /// <param name="problems">Gets all that is wrong.</param>
    public static ImmutableArray<Upgrade> Read(string text, string label, ICollection<Problem> problems)
    {
        var upgrades = ImmutableArray.CreateBuilder<Upgrade>();
        foreach (var part in Parts(text))
        {
            var at = part.IndexOf('@');
            var (name, range) = at < 0 ? (part, null) : (part[..at].TrimEnd(), part[(at + 1)..].Trim());
            if (!TextFormats.Name.Parser(name, out _, out var wrong))
            {
                problems.Add(new Problem(null, TextFormats.Name.Refusal(label, name, wrong), wrong.Fix));
            }
            else if (range is null)
            {
                upgrades.Add(new Upgrade(name, null));
            }
            else if (!VersionRange.TryParse(range, out var versions, out var error))
            {
                problems.Add(
                    new Problem(
                        null,
                        TextFormats.Range.Refusal($"the range of {name} in {label}", range, error),
                        error.Fix
                    )
                );
            }
            else if (versions.IsEmpty)
            {
                problems.Add(
                    new Problem(
                        null,
                        $"no version is in the range {range} of {name} in {label}",
                        "write a range such as >=1.2 <2"
                    )
                );
            }
            else
            {
                upgrades.Add(new Upgrade(name, versions));
            }
        }

        foreach (var twice in upgrades.GroupBy(upgrade => upgrade.Component).Where(group => group.Count() > 1))
        {
            problems.Add(
                new Problem(null, $"{label} names {twice.Key} twice", "name it once, with the range it should have")
            );
        }

        return upgrades.ToImmutable();
    }

    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        foreach (var part in text.Split(','))
        {
            var name = part.Split('@')[0].Trim();
            var isName = part.Contains('@') || NameFormat.ProblemIn(name, 53) is null;
            if (!isName && parts.Count > 0 && parts[^1].Contains('@'))
            {
                parts[^1] += $",{part}";
            }
            else
            {
                parts.Add(part.Trim());
            }
        }

        return parts;
    }
}
