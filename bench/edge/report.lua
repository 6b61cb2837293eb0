-- What wrk measured, as one line of JSON. Its own report rounds, and tells neither errors of each kind nor its CPU time.
done = function(summary, latency)
  local errors = summary.errors
  io.stdout:write(string.format(
    '{"requests":%d,"microseconds":%d,"errors":%d,"p50":%d,"p99":%d,"cpuSeconds":%.3f}\n',
    summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99),
    -- CPU time of the whole process, in all its threads.
    os.clock()))
end
