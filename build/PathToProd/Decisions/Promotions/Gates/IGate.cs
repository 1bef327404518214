using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>A condition of a promotion. It is pure: it says what it must know, and decides by what was found out.</summary>
internal interface IGate
{
    /// <summary>
    /// Whether it finds the same for all environments of a step: it never asks for which one. Then it is asked once for all of a wave.
    /// </summary>
    bool IsSameForStep => false;

    /// <summary>What must be looked up for it. Equal looks of several gates are carried out once. Default: nothing.</summary>
    IEnumerable<Look> Looks(PromotionQuestion question) => [];

    /// <summary>Every reason why it is not open; none when it is.</summary>
    IEnumerable<GateCause> Causes(PromotionQuestion question);

    /// <summary>What holds when it is open, as a clause, for the table: <c>healthy in staging for 26 h of 24 h</c>.</summary>
    string Open(PromotionQuestion question);
}
