using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// The context of a host that names no other one, and the base class of those that do (<c>UseContext</c>).
/// It is made once for each run, after the working directory is set and before any task is made.
/// </summary>
public class FrostingContext : CakeContextAdapter, IFrostingContext
{
    /// <param name="context">Cake's own context, to which every member forwards.</param>
    public FrostingContext(ICakeContext context)
        : base(context) { }
}
