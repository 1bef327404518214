using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Text;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>
/// Writes a proof as prose: because … and …, so. Lines that are referred to again get a number. The order and the joining
/// of lines follow the error report of PubGrub.
/// </summary>
internal sealed class ExplanationWriter
{
    private const int MostLines = 40;

    /// <summary>No line has more than a few facts, so more would not be shown; and the proof may be deeper than the stack.</summary>
    private const int MostFactsOfLines = 1_000;
    private const int MostComponents = 5;
    private const int MostFacts = 5;

    private readonly Universe _universe;
    private readonly FactProse _facts;
    private readonly Statement _statement;
    private readonly Incompatibility _root;
    private readonly Dictionary<Incompatibility, int> _uses = [];
    private readonly HashSet<Incompatibility> _referred = [];
    private readonly HashSet<Incompatibility> _written = [];
    private readonly List<Line> _lines = [];

    private ExplanationWriter(SolverQuestion question, Incompatibility root)
    {
        (_universe, _root) = (question.Universe, root);
        (_facts, _statement) = (new FactProse(question), new Statement(_universe));
    }

    /// <summary>The proof, in lines.</summary>
    public static string Write(SolverQuestion question, Incompatibility root)
    {
        var writer = new ExplanationWriter(question, root);
        if (!root.IsDerived)
        {
            return $"{Capital(writer._facts.Write(root.Fact!))}.";
        }

        if (root.Facts().Count > MostFactsOfLines)
        {
            return writer.Summary(root.Steps);
        }

        writer.CountUses(root);
        writer.Visit(root);
        return writer.Text();
    }

    /// <summary>For a proof too long to read: what it is made of.</summary>
    private string Summary(int steps)
    {
        var all = _root.Facts();
        var most = all.SelectMany(fact => fact.Terms)
            .CountBy(term => term.Component)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key)
            .Select(count => _universe.Components[count.Key])
            .Take(MostComponents);

        // Of many requirements in a row, only the last one and what a person decided are shown.
        var shown = all.Where(fact => fact.Terms.Length <= 1).Select(fact => fact.Fact!).Take(MostFacts).ToArray();
        return $"No set fulfils everything. That follows from {all.Count} facts in {steps} steps, which are too many to show;"
            + $" most of them are about {Prose.List([.. most])}. Among them: {string.Join("; ", _facts.Write(shown))}.";
    }

    private string Text()
    {
        if (_lines.Count > MostLines)
        {
            return Summary(_lines.Count);
        }

        var numbers = _lines
            .Where(line => _referred.Contains(line.Conclusion))
            .Select((line, index) => (line.Conclusion, Number: index + 1))
            .ToDictionary(line => line.Conclusion, line => line.Number);
        return string.Join(
            '\n',
            _lines.Select(line =>
            {
                var because = Joined(line.Causes, numbers);
                var text =
                    $"{line.Start} {(because.Length == 0 ? "" : because + ", ")}{_statement.Of(line.Conclusion)}.";
                return numbers.Count == 0 ? text
                    : numbers.TryGetValue(line.Conclusion, out var number) ? $"({number}) {text}"
                    : $"    {text}";
            })
        );
    }

    private void CountUses(Incompatibility incompatibility)
    {
        if (!incompatibility.IsDerived)
        {
            return;
        }

        if (_uses.TryGetValue(incompatibility, out var count))
        {
            _uses[incompatibility] = count + 1;
            return;
        }

        _uses.Add(incompatibility, 1);
        CountUses(incompatibility.Left!);
        CountUses(incompatibility.Right!);
    }

    /// <summary>Writes all lines that lead to an incompatibility, and last the line that ends with it.</summary>
    private void Visit(Incompatibility incompatibility)
    {
        if (_written.Contains(incompatibility))
        {
            return;
        }

        var (left, right) = (incompatibility.Left!, incompatibility.Right!);
        if (left.IsDerived && right.IsDerived)
        {
            VisitBoth(left, right);
            Conclude(incompatibility, [left, right]);
        }
        else if (left.IsDerived || right.IsDerived)
        {
            VisitOne(incompatibility, left.IsDerived ? left : right, left.IsDerived ? right : left);
        }
        else
        {
            Conclude(incompatibility, [left, right]);
        }
    }

    private void VisitBoth(Incompatibility left, Incompatibility right)
    {
        // A short argument is best placed right before its conclusion.
        var (first, second) = IsSimple(left) && !IsSimple(right) ? (right, left) : (left, right);
        Visit(first);
        Visit(second);
    }

    private void VisitOne(Incompatibility incompatibility, Incompatibility derived, Incompatibility fact)
    {
        if (!_written.Contains(derived) && FoldedInto(derived) is var (before, other))
        {
            Visit(before);
            Conclude(incompatibility, [before, other, fact]);
        }
        else
        {
            Visit(derived);
            Conclude(incompatibility, [derived, fact]);
        }
    }

    /// <summary>
    /// When a step has one fact and one derived incompatibility of its own, and nothing else needs it, it shares a line with
    /// the next step.
    /// </summary>
    private (Incompatibility Before, Incompatibility Fact)? FoldedInto(Incompatibility derived)
    {
        var (left, right) = (derived.Left!, derived.Right!);
        if (_uses[derived] > 1 || left.IsDerived == right.IsDerived)
        {
            return null;
        }

        var (before, fact) = left.IsDerived ? (left, right) : (right, left);
        return _written.Contains(before) ? null : (before, fact);
    }

    private static bool IsSimple(Incompatibility incompatibility) =>
        incompatibility is { Left.IsDerived: false, Right.IsDerived: false };

    /// <summary>Writes what follows. What the line before says is not repeated.</summary>
    private void Conclude(Incompatibility conclusion, Incompatibility[] causes)
    {
        var before = _lines.Count == 0 ? null : _lines[^1].Conclusion;
        var rest = Array.FindAll(causes, cause => cause != before);
        var start = rest.Length < causes.Length ? "And because" : "Because";

        // Two short arguments right above each other need no number either.
        if (
            rest is [{ IsDerived: true } other]
            && _lines.Count > 1
            && _lines[^2].Conclusion == other
            && IsSimple(before!)
        )
        {
            (start, rest) = ("So", []);
        }

        _referred.UnionWith(rest.Where(cause => cause.IsDerived));
        _lines.Add(new Line(start, rest, conclusion));
        _written.Add(conclusion);
    }

    private string Joined(Incompatibility[] causes, Dictionary<Incompatibility, int> numbers)
    {
        var said = _facts.Write([.. causes.Where(cause => !cause.IsDerived).Select(cause => cause.Fact!)]);
        var derived = causes
            .Where(cause => cause.IsDerived)
            .Select(cause => $"{_statement.Of(cause)} ({numbers[cause]})");
        string[] clauses = [.. said, .. derived];
        return string.Join(
            Array.Exists(clauses, clause => clause.Contains(',', StringComparison.Ordinal)) ? ", and " : " and ",
            clauses
        );
    }

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));

    private sealed record Line(string Start, Incompatibility[] Causes, Incompatibility Conclusion);
}
