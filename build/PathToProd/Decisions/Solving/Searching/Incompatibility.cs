namespace PathToProd.Decisions.Solving.Searching;

/// <summary>Terms that are not all true in any answer. Without terms: there is no answer.</summary>
internal sealed class Incompatibility
{
    private Incompatibility(Term[] terms, Fact? fact, Incompatibility? left, Incompatibility? right) =>
        (Terms, Fact, Left, Right) = (terms, fact, left, right);

    /// <summary>By component, each once; never one that is always true.</summary>
    public Term[] Terms { get; }

    /// <summary>Who said so; null when it was derived.</summary>
    public Fact? Fact { get; }

    /// <summary>What it was derived from, together with <see cref="Right"/>.</summary>
    public Incompatibility? Left { get; }

    /// <summary>What it was derived from, together with <see cref="Left"/>.</summary>
    public Incompatibility? Right { get; }

    public bool IsDerived => Fact is null;

    public static Incompatibility Of(Fact fact, params ReadOnlySpan<Term> terms)
    {
        var all = new List<Term>(terms.Length);
        foreach (var term in terms)
        {
            // A component may say something about itself.
            var at = all.FindIndex(other => other.Component == term.Component);
            if (at >= 0)
            {
                all[at] = term with { Versions = term.Versions.Intersect(all[at].Versions) };
            }
            else if (!term.Versions.IsFull)
            {
                all.Add(term);
            }
        }

        all.Sort((one, other) => one.Component.CompareTo(other.Component));
        return new Incompatibility([.. all], fact, null, null);
    }

    /// <summary>Whether one of the terms is never true, so that this says nothing.</summary>
    public bool IsVoid => Array.Exists(Terms, term => term.Versions.IsEmpty);

    /// <summary>
    /// What follows from two incompatibilities about a component: one of the terms about it is false, so one of the others
    /// is, unless what happened to it is in either. (Resolution, for variables of more than two values.)
    /// </summary>
    public static Incompatibility Resolve(Incompatibility left, Incompatibility right, int component)
    {
        var terms = new List<Term>(left.Terms.Length + right.Terms.Length - 1);
        var (l, r) = (0, 0);
        while (l < left.Terms.Length || r < right.Terms.Length)
        {
            var order =
                l == left.Terms.Length ? 1
                : r == right.Terms.Length ? -1
                : left.Terms[l].Component.CompareTo(right.Terms[r].Component);
            if (order != 0)
            {
                terms.Add(order < 0 ? left.Terms[l++] : right.Terms[r++]);
                continue;
            }

            var (one, other) = (left.Terms[l++], right.Terms[r++]);
            var versions =
                one.Component == component
                    ? one.Versions.Union(other.Versions)
                    : one.Versions.Intersect(other.Versions);
            if (!versions.IsFull)
            {
                terms.Add(one with { Versions = versions });
            }
        }

        return new Incompatibility([.. terms], null, left, right);
    }

    /// <summary>The same with other numbers for the components, and derived from the same with other numbers.</summary>
    /// <param name="numbers">The new numbers, in the order of the old ones.</param>
    /// <param name="known">What was done already; what is in it is taken instead.</param>
    public Incompatibility Renumber(int[] numbers, Dictionary<Incompatibility, Incompatibility> known)
    {
        // A proof may be deeper than the stack.
        var open = new Stack<Incompatibility>([this]);
        while (open.TryPeek(out var next))
        {
            if (known.ContainsKey(next))
            {
                open.Pop();
            }
            else if (next.Left is { } left && !known.ContainsKey(left))
            {
                open.Push(left);
            }
            else if (next.Right is { } right && !known.ContainsKey(right))
            {
                open.Push(right);
            }
            else
            {
                var terms = Array.ConvertAll(next.Terms, term => term with { Component = numbers[term.Component] });
                known.Add(
                    next,
                    new Incompatibility(
                        terms,
                        next.Fact,
                        next.Left is null ? null : known[next.Left],
                        next.Right is null ? null : known[next.Right]
                    )
                );
            }
        }

        return known[this];
    }

    /// <summary>
    /// Whether another fact is this one or a part of it; or, as both sides may say that they do not go together, what the
    /// other side says about that.
    /// </summary>
    public bool Covers(Incompatibility other) =>
        Fact!.Covers(other.Fact!)
        || (
            (Fact, other.Fact)
                is (Fact.Says { Kind: not RelationKind.Requires }, Fact.Says { Kind: not RelationKind.Requires })
            && Array.TrueForAll(
                Terms,
                term => other.About(term.Component) is { } same && same.Versions.IsWithin(term.Versions)
            )
        );

    public Term? About(int component)
    {
        foreach (var term in Terms)
        {
            if (term.Component == component)
            {
                return term;
            }
        }

        return null;
    }

    /// <summary>The facts that it follows from, each once, in the order in which an explanation comes to them.</summary>
    public List<Incompatibility> Facts() => [.. All().Where(one => !one.IsDerived)];

    /// <summary>How many steps lead from the facts to it.</summary>
    public int Steps => All().Count(one => one.IsDerived);

    /// <summary>Itself and all that it follows from, each once.</summary>
    private List<Incompatibility> All()
    {
        var all = new List<Incompatibility>();
        var seen = new HashSet<Incompatibility>();
        var open = new Stack<Incompatibility>([this]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            all.Add(next);
            if (next is { Left: { } left, Right: { } right })
            {
                open.Push(right);
                open.Push(left);
            }
        }

        return all;
    }

    public override string ToString() => $"{{{string.Join(' ', Terms)}}}";
}
