using PathToProd.Decisions.Promotions.Notifications;
using PathToProd.Model.Environments;
using PathToProd.Model.Promotions.Notifications;
using PathToProd.Tasks.Files;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.Notifications;

/// <summary>
/// Notifies receivers beside the work: what is sent is kept first and sent in the background, and at the end only for a short time is waited for. What did
/// not arrive is reported in a line, and sent by a later run.
/// </summary>
public sealed class Notifier : IDisposable
{
    private readonly Workspace _workspace;
    private readonly Redactor _redactor;
    private readonly TimeProvider _clock;
    private readonly Action<string> _say;
    private readonly NotifierLimits _limits;
    private readonly Receiver[] _receivers;
    private readonly CancellationTokenSource _ends = new();

    /// <summary>The notifier of a platform.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="receivers">The receivers.</param>
    /// <param name="redactor">Hides secrets in what is sent; gets to know the addresses.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="say">Gets a line for each receiver that did not get everything.</param>
    public Notifier(
        Workspace workspace,
        IEnumerable<NotificationReceiver> receivers,
        Redactor redactor,
        TimeProvider clock,
        Action<string> say
    )
        : this(workspace, receivers, redactor, clock, say, new NotifierLimits()) { }

    internal Notifier(
        Workspace workspace,
        IEnumerable<NotificationReceiver> receivers,
        Redactor redactor,
        TimeProvider clock,
        Action<string> say,
        NotifierLimits limits
    )
    {
        (_workspace, _redactor, _clock, _say, _limits) = (workspace, redactor, clock, say, limits);
        _receivers = [.. receivers.Select(receiver => new Receiver(receiver, OutboxOf(receiver)))];
        foreach (var source in _receivers.Select(receiver => receiver.Manifest.Webhook).OfType<SecretSource>())
        {
            if (SecretText.Read(source, workspace) is SecretReading.Secret { Text: var address })
            {
                redactor.Add(address);
            }
        }
    }

    /// <summary>Sends a notification to all who want it. It returns at once.</summary>
    public void Send(Notification notification)
    {
        foreach (var receiver in _receivers.Where(receiver => receiver.Manifest.Wants(notification.Event)))
        {
            try
            {
                receiver.Outbox.Add(
                    notification.Id,
                    _redactor.Hide(NotificationText.Write(notification, receiver.Manifest.Format))
                );
                Start(receiver);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What happened has happened: that it cannot be told is no reason to stop.
                _say($"{receiver.Manifest.Name} is not notified: {_redactor.Hide(exception.Message)}");
            }
        }
    }

    /// <summary>Sends what earlier runs left, too. It returns at once.</summary>
    public void SendWaiting()
    {
        foreach (var receiver in _receivers.Where(receiver => receiver.Outbox.Waiting().Count > 0))
        {
            Start(receiver);
        }
    }

    /// <summary>Waits for a short time for what is still being sent, gives up the rest, and says so.</summary>
    public void Finish()
    {
        var sending = Task.WhenAll(_receivers.Select(receiver => receiver.Sending));
        if (!Ended(sending, _limits.AtTheEnd))
        {
            _ends.Cancel();
            Ended(sending, Timeout.InfiniteTimeSpan);
        }

        foreach (var receiver in _receivers)
        {
            Report(receiver);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _ends.Cancel();
        Ended(Task.WhenAll(_receivers.Select(receiver => receiver.Sending)), Timeout.InfiniteTimeSpan);
        _ends.Dispose();
    }

    private static bool Ended(Task sending, TimeSpan patience) => Task.WaitAny([sending], patience) == 0;

    private Outbox OutboxOf(NotificationReceiver receiver) => new(_workspace.Notifications, receiver.Name, _clock);

    /// <summary>One notification after another for each receiver, and all receivers at once.</summary>
    private void Start(Receiver receiver)
    {
        lock (receiver)
        {
            if (receiver.Sending.IsCompleted)
            {
                receiver.Sending = Task.Run(() => SendAllAsync(receiver));
            }
            else
            {
                receiver.Sending = receiver
                    .Sending.ContinueWith(
                        _ => SendAllAsync(receiver),
                        CancellationToken.None,
                        TaskContinuationOptions.None,
                        TaskScheduler.Default
                    )
                    .Unwrap();
            }
        }
    }

    private async Task SendAllAsync(Receiver receiver)
    {
        if (receiver.Failure is not null)
        {
            return; // It is dead in this run: the others it gets later.
        }

        try
        {
            using var channel = Channel(receiver);
            foreach (var (id, since) in receiver.Outbox.Waiting())
            {
                if (_clock.GetUtcNow() - since > _limits.GivenUp)
                {
                    receiver.Outbox.Drop(id);
                    receiver.GivenUp++;
                }
                else if (receiver.Outbox.Read(id) is { } text)
                {
                    var delivery = await channel.SendAsync(text, id, _ends.Token);
                    if (delivery.Failure is not null)
                    {
                        receiver.Failure = delivery.Failure;
                        return;
                    }

                    receiver.Outbox.HasArrived(id);
                }
            }
        }
        catch (OperationCanceledException)
        {
            receiver.Failure = "did not answer before the end of this run";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            receiver.Failure = _redactor.Hide(exception.Message);
        }
    }

    private IChannel Channel(Receiver receiver) =>
        receiver.Manifest.File is { } file
            ? new FileChannel(Path.Combine(_workspace.Root, file), file)
            : new WebhookChannel(receiver.Manifest.Webhook!, _workspace, _limits, _clock);

    private void Report(Receiver receiver)
    {
        var waiting = receiver.Outbox.Waiting().Count;
        if (receiver.Failure is { } failure && waiting > 0)
        {
            _say(
                $"{receiver.Manifest.Name} {failure}: {(waiting == 1 ? "1 notification waits" : $"{waiting} notifications wait")}, and the next run sends "
                    + (waiting == 1 ? "it." : "them.")
            );
        }

        if (receiver.GivenUp > 0)
        {
            _say(
                $"{receiver.Manifest.Name} did not get {(receiver.GivenUp == 1 ? "1 notification" : $"{receiver.GivenUp} notifications")} for {_limits.GivenUp.Days} days. They are given up."
            );
        }
    }

    /// <summary>A receiver, and how sending to it goes.</summary>
    private sealed class Receiver(NotificationReceiver manifest, Outbox outbox)
    {
        public NotificationReceiver Manifest => manifest;

        public Outbox Outbox => outbox;

        public Task Sending { get; set; } = Task.CompletedTask;

        public string? Failure { get; set; }

        public int GivenUp { get; set; }
    }
}
