"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const count = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });
  const DAY = 24 * 3600 * 1000;
  const days = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const short = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" });
  const dayName = iso => days.format(new Date(iso + "T00:00:00Z"));

  // A setting that outlives the page where the browser lets it (not all do for files).
  const remembered = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* the choice lasts as long as the page */ } },
  };

  /* Theme */

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const themeButton = document.querySelector('[data-control="theme"]');
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const charts = [];
  function showTheme() {
    themeButton.setAttribute("aria-pressed", String(isDark()));
    charts.forEach(chart => chart.draw());
  }
  const storedTheme = remembered.get("footfall-theme");
  if (storedTheme === "dark" || storedTheme === "light") root.dataset.theme = storedTheme;
  themeButton.hidden = false;
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remembered.set("footfall-theme", root.dataset.theme);
    showTheme();
  });
  dark.addEventListener("change", showTheme);

  // The colour that a style's variable has now, as rgb().
  function colour(name) {
    const probe = document.createElement("span");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  /* Views */

  const viewOf = id => data.views.find(view => view.id === id);
  const panelOf = article => {
    const panels = article.dataset.of === "quality" ? data.quality.panels : viewOf(article.dataset.of).panels;
    return panels.find(panel => panel.id === article.dataset.panel);
  };
  all('[data-control="view"] input').forEach(input => input.addEventListener("change", () => {
    all("[data-view]").forEach(part => { part.hidden = part.dataset.view !== input.value; });
    charts.forEach(chart => chart.draw());
  }));

  /* CSV: RFC 4180; a text that a spreadsheet would run as a formula gets an apostrophe in front */

  const RISKY = /^[\s\u0000-\u001f]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
  function field(value) {
    if (value === null || value === undefined) return "";
    let text = String(value);
    if (typeof value !== "number" && RISKY.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }
  const csv = (names, rows) => [names, ...rows].map(row => row.map(field).join(",") + "\r\n").join("");
  function download(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  const stem = `${data.period.from}_${data.period.to}`;
  all('[data-csv="panel"]').forEach(button => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const article = button.closest("[data-panel]");
      const panel = panelOf(article);
      download(`${article.dataset.of}-${panel.id}_${stem}.csv`, csv(panel.columns.map(column => column.name), panel.rows));
    });
  });

  /* Tables: sort by the data, never by what is shown; (other) stays last */

  const FOLDED = "(other)";
  function order(panel, column, descending) {
    const numeric = ["NUMBER", "SHARE", "BYTES"].includes(panel.columns[column].type);
    const compare = numeric ? (a, b) => a - b : (a, b) => String(a).localeCompare(String(b), "en", { numeric: true });
    const last = row => row.some(cell => cell === FOLDED) ? 2 : row[column] === null ? 1 : 0;
    return panel.rows.map((_, index) => index).sort((a, b) => {
      const one = panel.rows[a], two = panel.rows[b];
      return last(one) - last(two)
        || (last(one) ? 0 : (descending ? -1 : 1) * compare(one[column], two[column]))
        || a - b;
    });
  }
  all("table.sortable").forEach(table => {
    const article = table.closest("[data-panel]");
    const panel = panelOf(article);
    const body = table.tBodies[0];
    const rows = new Map([...body.rows].map(row => [Number(row.dataset.row), row]));
    const heads = all("th[data-column]", table);
    heads.forEach(head => head.firstElementChild.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      const descending = now === "none" ? head.classList.contains("number") : now === "ascending";
      heads.forEach(other => other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      body.append(...order(panel, Number(head.dataset.column), descending).map(index => rows.get(index)));
    }));
    const more = article.querySelector(".more");
    if (!more) return;
    more.hidden = false;
    const button = more.querySelector("button");
    const find = more.querySelector("input");
    const open = opened => {
      table.classList.toggle("open", opened);
      button.setAttribute("aria-expanded", String(opened));
      button.textContent = opened ? "Show fewer" : `Show all ${rows.size}`;
    };
    button.addEventListener("click", () => { find.value = ""; filter(); open(button.getAttribute("aria-expanded") === "false"); });
    const filter = () => {
      const wanted = find.value.trim().toLowerCase();
      rows.forEach(row => { row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted); });
      open(wanted !== "");
    };
    find.addEventListener("input", filter);
  });

  /* Tips of maps and grids; a country and its row light up together */

  const tip = document.querySelector(".tip");
  document.addEventListener("pointermove", event => {
    const at = event.target instanceof Element ? event.target.closest("[data-tip]") : null;
    tip.hidden = !at;
    if (!at) return;
    tip.textContent = at.dataset.tip;
    const x = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    const y = event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18;
    tip.style.left = `${Math.max(8, x)}px`;
    tip.style.top = `${y}px`;
  });
  all(".shape-map").forEach(article => {
    const light = (row, lit) => {
      if (row === undefined || row === "-1") return;
      all(`[data-at="${row}"], tr[data-row="${row}"]`, article).forEach(part => part.classList.toggle("lit", lit));
    };
    for (const [type, lit] of [["pointerover", true], ["pointerout", false]]) {
      article.addEventListener(type, event => {
        const at = event.target.closest("[data-at], tr[data-row]");
        if (at) light(at.dataset.at ?? at.dataset.row, lit);
      });
    }
  });

  /* The chapter that is read now, in the navigation */

  const seen = new IntersectionObserver(entries => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    all(".chapters a").forEach(link => {
      if (link.hash === "#" + entry.target.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }), { rootMargin: "-15% 0px -75% 0px" });
  all("main section[id]").forEach(section => seen.observe(section));

  /* Figures over time */

  const MEASURES = { people: "People", browsers: "Browsers", visits: "Visits", pageviews: "Pageviews" };
  const ADDITIVE = ["visits", "pageviews"];
  const STEP = { day: 1, week: 7, month: 31 };

  function radio(name, value, label, checked) {
    const holder = document.createElement("label");
    const input = document.createElement("input");
    const words = document.createElement("span");
    Object.assign(input, { type: "radio", name, value, checked });
    words.textContent = label;
    holder.append(input, words);
    return holder;
  }

  function timeChart(figure) {
    const view = viewOf(figure.dataset.chart);
    const canvas = figure.querySelector(".canvas");
    const part = name => figure.querySelector(`[data-control="${name}"]`);
    const bound = name => figure.querySelector(`[data-bound="${name}"]`);
    const measures = Object.keys(MEASURES).filter(name => view.series.some(series => series.points.some(point => point[name] !== null)));
    const lastDay = new Date(Date.parse(data.period.to) - DAY).toISOString().slice(0, 10);
    const state = { measure: measures[0], series: view.series[0], from: data.period.from, to: lastDay };
    let chart = null;

    figure.querySelector('[data-for="chart"]').hidden = false;
    canvas.hidden = false;
    part("measure").append(...measures.map(name => radio(`${view.id}-measure`, name, MEASURES[name], name === state.measure)));
    part("measure").addEventListener("change", event => { state.measure = event.target.value; draw(); });
    part("series")?.addEventListener("change", event => {
      state.series = view.series.find(series => series.id === event.target.value);
      draw();
    });
    const showRange = () => {
      bound("from").value = state.from;
      bound("to").value = state.to;
    };
    for (const name of ["from", "to"]) {
      Object.assign(bound(name), { min: data.period.from, max: lastDay });
      bound(name).addEventListener("change", () => {
        const given = bound(name).value;
        if (given >= data.period.from && given <= lastDay) state[name] = given;
        if (state.from > state.to) state[name === "from" ? "to" : "from"] = given;
        showRange();
        draw();
      });
    }
    showRange();
    figure.querySelector("[data-range]").addEventListener("click", () => {
      Object.assign(state, { from: data.period.from, to: lastDay });
      showRange();
      draw();
    });
    figure.querySelector("[data-csv]").addEventListener("click", () => {
      const names = ["date", "people", "low", "high", "browsers", "visits", "pageviews"];
      const rows = state.series.points.map(point => names.map(name => point[name]));
      const header = names.map(name => name === "low" || name === "high" ? `people_${name}` : name);
      download(`${view.id}-${state.series.id}_${stem}.csv`, csv(header, rows));
    });

    // Points of the chosen range, with an empty one for each step that is missing, so that the line breaks there.
    function points() {
      const chosen = state.series.points.filter(point => stepEnd(point.date) >= state.from && point.date <= state.to);
      const filled = [];
      chosen.forEach((point, index) => {
        const before = chosen[index - 1];
        const wide = STEP[state.series.id] ?? 1;
        if (before && Date.parse(point.date) - Date.parse(before.date) > wide * DAY * 1.5) {
          filled.push({ date: new Date(Date.parse(before.date) + wide * DAY).toISOString().slice(0, 10) });
        }
        filled.push(point);
      });
      return filled;
    }
    const stepEnd = date => new Date(Date.parse(date) + ((STEP[state.series.id] ?? 1) - 1) * DAY).toISOString().slice(0, 10);

    function reading(shown) {
      const known = shown.filter(point => typeof point[state.measure] === "number").sort((a, b) => a[state.measure] - b[state.measure]);
      const label = MEASURES[state.measure];
      if (known.length === 0) return `${label}: nothing is known for these days.`;
      const least = known[0], most = known[known.length - 1];
      const sum = known.reduce((total, point) => total + point[state.measure], 0);
      const step = state.series.label.toLowerCase();
      const total = ADDITIVE.includes(state.measure)
        ? ` ${count.format(sum)} in all.`
        : ` They do not add up: whoever comes in two ${step} counts in both.`;
      const band = state.measure === "people" && known.some(point => point.low != null) ? " The band is the 95 % interval." : "";
      return `${label} over ${known.length} ${step}: least on ${dayName(least.date)} (${count.format(least[state.measure])}), `
        + `most on ${dayName(most.date)} (${count.format(most[state.measure])}).${total}${band}`;
    }

    function tooltip(shown) {
      return parameters => {
        const point = shown[parameters[0].dataIndex];
        const box = document.createElement("div");
        box.className = "chart-tip";
        const head = document.createElement("strong");
        head.textContent = (state.series.id === "day" ? "" : `${state.series.label}: from `) + dayName(point.date);
        const value = document.createElement("div");
        const known = typeof point[state.measure] === "number";
        value.textContent = known ? `${count.format(point[state.measure])} ${MEASURES[state.measure].toLowerCase()}` : "not known";
        box.append(head, value);
        if (known && state.measure === "people" && typeof point.low === "number") {
          const interval = document.createElement("div");
          interval.className = "quiet";
          interval.textContent = `95 % interval ${count.format(point.low)} – ${count.format(point.high)}`;
          box.append(interval);
        }
        return box;
      };
    }

    function gapAreas(shown) {
      if (state.series.id !== "day") return [];
      const first = shown[0]?.date, last = shown[shown.length - 1]?.date;
      return data.quality.gaps
        .filter(gap => gap.from.slice(0, 10) <= last && gap.to.slice(0, 10) >= first)
        .map(gap => {
          // Points stand at the start of their day: the area covers the points of all days that the gap touches.
          const start = Math.floor(Date.parse(gap.from + "Z") / DAY) * DAY - DAY / 2;
          const end = Math.ceil(Date.parse(gap.to + "Z") / DAY) * DAY - DAY / 2;
          return [{ xAxis: start }, { xAxis: end }];
        });
    }

    function option() {
      const shown = points();
      const ink = { accent: colour("--accent"), band: colour("--band"), quiet: colour("--quiet"), line: colour("--line"), gap: colour("--gap"), card: colour("--card") };
      const at = (point, value) => [Date.parse(point.date), value ?? null];
      const line = (name, values, extra) => ({ name, type: "line", data: values, showSymbol: false, connectNulls: false, silent: true, ...extra });
      const bands = state.measure !== "people" ? [] : [
        line("low", shown.map(point => at(point, point.low)), { stack: "band", lineStyle: { opacity: 0 }, symbol: "none" }),
        line("high", shown.map(point => at(point, point.high == null || point.low == null ? null : point.high - point.low)),
          { stack: "band", stackStrategy: "all", lineStyle: { opacity: 0 }, symbol: "none", areaStyle: { color: ink.band } }),
      ];
      return {
        animation: false,
        grid: { left: 8, right: 14, top: 18, bottom: 4, containLabel: true },
        textStyle: { fontFamily: getComputedStyle(root).fontFamily },
        xAxis: {
          type: "time",
          axisLine: { lineStyle: { color: ink.line } },
          axisTick: { show: false },
          splitNumber: canvas.clientWidth < 500 ? 3 : 8,
          axisLabel: { color: ink.quiet, hideOverlap: true, formatter: value => short.format(new Date(value)) },
          minInterval: DAY,
        },
        yAxis: {
          type: "value", min: 0, splitNumber: 4,
          axisLabel: { color: ink.quiet, formatter: value => compact.format(value) },
          splitLine: { lineStyle: { color: ink.line } },
        },
        tooltip: {
          trigger: "axis", confine: true, transitionDuration: 0, formatter: tooltip(shown),
          backgroundColor: ink.card, borderColor: ink.line, borderWidth: 1,
          axisPointer: { lineStyle: { color: ink.quiet } },
        },
        series: [
          line("value", shown.map(point => at(point, point[state.measure])), {
            z: 3, showSymbol: shown.length <= 45, symbol: "circle", symbolSize: 6,
            lineStyle: { width: 2.5, color: ink.accent }, itemStyle: { color: ink.accent },
            areaStyle: state.measure === "people" ? undefined : { color: ink.band },
            markArea: {
              silent: true, itemStyle: { color: ink.gap },
              label: { show: true, formatter: "lines missing", position: "insideBottom", color: ink.quiet, fontSize: 11 }, data: gapAreas(shown),
            },
          }),
          ...bands,
        ],
      };
    }

    function draw() {
      const shown = points();
      figure.querySelector(".reading").textContent = reading(shown);
      if (canvas.clientWidth === 0) return;
      chart ??= echarts.init(canvas, null, { renderer: "canvas", useDirtyRect: false });
      chart.resize();
      chart.setOption(option(), { notMerge: true });
    }
    new ResizeObserver(draw).observe(canvas);
    draw();
    return { draw };
  }
  charts.push(...all("[data-chart]").map(timeChart));
  showTheme();
})();
