using CloudNet.Controller.Settings;

namespace CloudNet.Controller.Audit;

/// <summary>How long is kept what tells of the past.</summary>
/// <param name="Audit">Entries of the audit log.</param>
/// <param name="AddressHistory">Spans of the address history, from their end on.</param>
/// <param name="Repeats">What was asked for under an Idempotency-Key.</param>
public sealed record RetentionTerms(TimeSpan Audit, TimeSpan AddressHistory, TimeSpan Repeats)
{
    private static readonly TimeSpan Default = TimeSpan.FromDays(400);
    private static readonly TimeSpan Least = TimeSpan.FromDays(2);
    private static readonly TimeSpan Most = TimeSpan.FromDays(36_500);

    /// <summary>
    /// Reads the settings <c>Audit:Keep</c>, <c>AddressHistory:Keep</c> and <c>IdempotencyKeys:Keep</c> (days.hours:minutes:seconds).
    /// </summary>
    /// <exception cref="SettingException">
    /// One of the first two is shorter than two days, or longer than a hundred years; the last shorter than a minute or longer than 30 days.
    /// </exception>
    public static RetentionTerms Of(IConfiguration settings) => new(
        Read(settings, "Audit:Keep", Default, Least, Most), Read(settings, "AddressHistory:Keep", Default, Least, Most),
        Read(settings, "IdempotencyKeys:Keep", TimeSpan.FromHours(24), TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)));

    private static TimeSpan Read(IConfiguration settings, string name, TimeSpan usual, TimeSpan least, TimeSpan most)
    {
        var keep = settings.Read(name, usual);
        return keep >= least && keep <= most
            ? keep
            : throw SettingException.Of(settings, name, $"is {keep}; it is from {least} to {most}, written as days.hours:minutes:seconds");
    }
}
