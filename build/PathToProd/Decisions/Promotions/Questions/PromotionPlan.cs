using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Questions;

/// <summary>What a promotion would change in an environment, as far as digests tell.</summary>
internal static class PromotionPlan
{
    /// <summary>The digest of the change: what is deployed there now, with its values, and what the set has.</summary>
    public static Digest DigestOf(PromotionQuestion question)
    {
        var text = new StringBuilder();
        if (question.Histories.ContainsKey(question.Environment))
        {
            foreach (var state in question.State(question.Environment).Components.Values)
            {
                text.Append("now ")
                    .Append(state.Component)
                    .Append(' ')
                    .Append(state.Member?.Digest.ToString() ?? "nothing")
                    .Append(' ')
                    .Append((state.Presence as Presence.Deployed)?.Deployment.Values.ToString() ?? "unknown")
                    .Append('\n');
            }
        }

        text.Append("then ").Append(question.Set.Digest).Append('\n');
        return Digest.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
