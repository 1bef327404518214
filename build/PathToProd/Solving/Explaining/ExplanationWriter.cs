using PathToProd.Solving.Searching;

namespace PathToProd.Solving.Explaining;

/// <summary>
/// Writes a proof as prose: because … and …, so. Lines that are referred to again get a number. The order and the joining
/// of lines follow the error report of PubGrub.
/// </summary>
internal sealed class ExplanationWriter
{
    private readonly FactProse facts;
    private readonly Statement statement;
    private readonly Incompatibility root;
    private readonly Dictionary<Incompatibility, int> uses = [];
    private readonly HashSet<Incompatibility> referred = [];
    private readonly List<Line> lines = [];

    private ExplanationWriter(SolverQuestion question, Incompatibility root)
    {
        (facts, statement, this.root) = (new FactProse(question), new Statement(question.Universe), root);
        CountUses(root);
    }

    /// <summary>The proof, in lines.</summary>
    public static string Write(SolverQuestion question, Incompatibility root)
    {
        var writer = new ExplanationWriter(question, root);
        if (!root.IsDerived)
        {
            return $"{Capital(writer.facts.Write(root.Fact!))}.";
        }

        writer.Visit(root);
        return writer.Text();
    }

    private string Text()
    {
        var numbers = lines
            .Where(line => referred.Contains(line.Conclusion))
            .Select((line, index) => (line.Conclusion, Number: index + 1))
            .ToDictionary(line => line.Conclusion, line => line.Number);
        return string.Join(
            '\n',
            lines.Select(line =>
            {
                var because = Joined(line.Causes, numbers);
                var text =
                    $"{line.Start} {(because.Length == 0 ? "" : because + ", ")}{statement.Of(line.Conclusion)}.";
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

        if (uses.TryGetValue(incompatibility, out var count))
        {
            uses[incompatibility] = count + 1;
            return;
        }

        uses.Add(incompatibility, 1);
        CountUses(incompatibility.Left!);
        CountUses(incompatibility.Right!);
    }

    /// <summary>Writes all lines that lead to an incompatibility, and last the line that ends with it.</summary>
    private void Visit(Incompatibility incompatibility)
    {
        var (left, right) = (incompatibility.Left!, incompatibility.Right!);
        if (left.IsDerived && right.IsDerived)
        {
            VisitTwo(incompatibility, left, right);
        }
        else if (left.IsDerived || right.IsDerived)
        {
            VisitOne(incompatibility, left.IsDerived ? left : right, left.IsDerived ? right : left);
        }
        else
        {
            Add("Because", [left, right], incompatibility);
        }
    }

    private void VisitTwo(Incompatibility incompatibility, Incompatibility left, Incompatibility right)
    {
        if (IsWritten(left) && IsWritten(right))
        {
            Add("Because", [left, right], incompatibility);
        }
        else if (IsWritten(left) || IsWritten(right))
        {
            var (written, other) = IsWritten(left) ? (left, right) : (right, left);
            Visit(other);
            Add("And because", [written], incompatibility);
        }
        else if (IsSimple(left) || IsSimple(right))
        {
            var (simple, other) = IsSimple(right) ? (right, left) : (left, right);
            Visit(other);
            Visit(simple);
            Add("So", [], incompatibility);
        }
        else
        {
            Visit(left);
            Visit(right);
            Add("And because", [left], incompatibility);
        }
    }

    private void VisitOne(Incompatibility incompatibility, Incompatibility derived, Incompatibility fact)
    {
        if (IsWritten(derived))
        {
            Add("Because", [fact, derived], incompatibility);
        }
        else if (FoldedInto(derived) is var (before, other))
        {
            Visit(before);
            Add("And because", [other, fact], incompatibility);
        }
        else
        {
            Visit(derived);
            Add("And because", [fact], incompatibility);
        }
    }

    /// <summary>
    /// When a step has one fact and one derived incompatibility of its own, and nobody else needs it, it shares a line with
    /// the next step.
    /// </summary>
    private (Incompatibility Before, Incompatibility Fact)? FoldedInto(Incompatibility derived)
    {
        var (left, right) = (derived.Left!, derived.Right!);
        if (uses[derived] > 1 || left.IsDerived == right.IsDerived)
        {
            return null;
        }

        var (before, fact) = left.IsDerived ? (left, right) : (right, left);
        return IsWritten(before) ? null : (before, fact);
    }

    private bool IsWritten(Incompatibility incompatibility) => lines.Exists(line => line.Conclusion == incompatibility);

    private static bool IsSimple(Incompatibility incompatibility) =>
        incompatibility is { Left.IsDerived: false, Right.IsDerived: false };

    private void Add(string start, Incompatibility[] causes, Incompatibility conclusion)
    {
        referred.UnionWith(causes.Where(cause => cause.IsDerived));
        lines.Add(new Line(start, causes, conclusion));
    }

    private string Joined(Incompatibility[] causes, Dictionary<Incompatibility, int> numbers)
    {
        var said = facts.Write([.. causes.Where(cause => !cause.IsDerived).Select(cause => cause.Fact!)]);
        var derived = causes
            .Where(cause => cause.IsDerived)
            .Select(cause => $"{statement.Of(cause)} ({numbers[cause]})");
        string[] clauses = [.. said, .. derived];
        return string.Join(
            Array.Exists(clauses, clause => clause.Contains(',', StringComparison.Ordinal)) ? ", and " : " and ",
            clauses
        );
    }

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));

    private sealed record Line(string Start, Incompatibility[] Causes, Incompatibility Conclusion);
}
